// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.list;

import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.PackedList;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.TextTarget;

/// The values of several columns as a list a row. None is null, though their elements may be.
public final class ListMakeEvaluator implements Evaluator {
    private final Type element;
    private final Evaluator[] inputs;
    private final Column[] columns;
    private final Kernel<Loop.TextTotal> total;
    private final TextTarget target;
    private final int bitBytes;
    private final Column result;

    public ListMakeEvaluator(Type element, List<Evaluator> inputs, Forge forge, Scratch scratch) {
        this.element = element;
        this.inputs = inputs.toArray(Evaluator[]::new);
        this.columns = new Column[inputs.size()];
        this.total = forge.kernel(TextSizes.total());
        this.target = scratch.texts();
        this.bitBytes = PackedList.bitBytes(inputs.size());
        this.result = new Column(Type.listOf(element));
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        int rows = chunk.rows();
        long texts = 0;
        for (int i = 0; i < inputs.length; i++) {
            columns[i] = inputs[i].evaluate(chunk, wanted);
            if (element.layout() == Type.Layout.BYTES) {
                texts += total.current().apply(columns[i].starts(), columns[i].ends(), rows);
            }
        }
        target.ensure(rows * (PackedList.HEAD_BYTES + bitBytes + valueBytes()) + texts);
        int end = 0;
        for (int row = 0; row < rows; row++) {
            Memory.putInt(target.starts() + 4L * row, end);
            end += put(row, target.data() + end);
            Memory.putInt(target.ends() + 4L * row, end);
        }
        return result.setText(target.data(), target.starts(), target.ends());
    }

    /// Of a list, but for what its texts take.
    private long valueBytes() {
        return switch (element.layout()) {
            case BITS -> bitBytes;
            case BYTES -> 4L * (inputs.length + 1);
            case FIXED -> (long) element.byteWidth() * inputs.length;
            case HEAP -> throw new IllegalArgumentException("no list holds " + element);
        };
    }

    private int put(int row, long list) {
        long validity = list + PackedList.HEAD_BYTES;
        long values = validity + bitBytes;
        long texts = values + valueBytes();
        Memory.putInt(list, columns.length);
        Memory.fill(validity, texts - validity, (byte) 0);
        int end = 0;
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            boolean isThere = !column.isNull(row);
            if (isThere) {
                setBit(validity, i);
            }
            switch (element.layout()) {
                case BITS -> {
                    if (isThere && column.booleanAt(row)) {
                        setBit(values, i);
                    }
                }
                case BYTES -> {
                    int bytes = isThere ? column.textBytes(row) : 0;
                    Memory.copy(column.textAddress(row), texts + end, bytes);
                    end += bytes;
                    Memory.putInt(values + 4L * (i + 1), end);
                }
                case FIXED -> {
                    int width = element.byteWidth();
                    Memory.copy(column.data() + (long) width * row, values + (long) width * i, isThere ? width : 0);
                }
                case HEAP -> throw new IllegalArgumentException("no list holds " + element);
            }
        }
        return (int) (texts - list) + end;
    }

    private static void setBit(long bits, int bit) {
        long address = bits + (bit >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) | 1 << (bit & 7)));
    }
}
