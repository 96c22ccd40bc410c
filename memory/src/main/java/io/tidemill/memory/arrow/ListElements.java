// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.PackedList;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// The elements of a column of lists side by side, and where each list starts among them: as Arrow has lists. Memory grows to the largest chunk.
final class ListElements implements AutoCloseable {
    private static final int FIRST_ROOM = 64;
    private static final String WHAT = "elements of lists of an Arrow view";

    private final MemoryBudget budget;
    private final Schema schema;
    private final BlockWriter writer;
    private final Column list; // the elements of one
    private final Column elements;
    private final Buffer offsets;
    private Block block;
    private int textRoom;
    private int count;

    ListElements(MemoryBudget budget, Type lists, int mostRows) {
        this.budget = budget;
        this.schema = Schema.of(Field.nullable(ArrowTypes.ELEMENT, laidOut(lists.elementType())));
        this.writer = new BlockWriter(schema);
        this.list = new Column(lists.elementType());
        this.elements = new Column(laidOut(lists.elementType()));
        this.offsets = Buffer.allocate(budget, WHAT, 4L * (mostRows + 1));
        try {
            this.block = new Block(budget, WHAT, schema, FIRST_ROOM, 0);
        } catch (RuntimeException refused) {
            offsets.close();
            throw refused;
        }
    }

    /// Decimals are all as wide as Arrow's.
    private static Type laidOut(Type element) {
        return element.isDecimal() ? Type.decimal(Type.MOST_DIGITS, element.scale()) : element;
    }

    /// Lays out the elements of the first rows of a column.
    void lay(Column lists, int rows) {
        int needed = 0;
        int textBytes = 0;
        for (int row = 0; row < rows; row++) {
            Memory.putInt(offsets.address() + 4L * row, needed);
            if (!lists.isNull(row)) {
                needed = Math.addExact(needed, PackedList.size(lists, row));
                textBytes = Math.addExact(textBytes, lists.textBytes(row)); // more than its texts have
            }
        }
        Memory.putInt(offsets.address() + 4L * rows, needed);
        begin(needed, textBytes);
        for (int row = 0; row < rows; row++) {
            int size = lists.isNull(row) ? 0 : PackedList.view(lists, row, list);
            for (int i = 0; i < size; i++) {
                writer.copy(0, list, i);
                writer.endRow();
            }
        }
        count = needed;
        block.view(0, 0, elements);
    }

    private void begin(int rows, int textBytes) {
        if (rows > block.capacity() || textBytes > textRoom) {
            textRoom = Math.max(textBytes, textRoom);
            Block larger = new Block(budget, WHAT, schema, Math.max(rows, block.capacity()), textRoom);
            block.close();
            block = larger;
        } else {
            block.clear();
        }
        writer.begin(block);
    }

    /// Where the int32s are that say where each list starts, and where the last one ends.
    long offsets() {
        return offsets.address();
    }

    Column elements() {
        return elements;
    }

    int count() {
        return count;
    }

    @Override
    public void close() {
        block.close();
        offsets.close();
    }
}
