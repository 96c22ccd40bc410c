// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableBits;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.GrowableText;

/// One column of rows that are kept. Row 0 is null.
final class StoredColumn implements AutoCloseable {
    private final GrowableBits validity;
    private final Values values;
    private final Column view;

    /// What differs by type: where values are kept.
    private interface Values extends AutoCloseable {
        /// @param rowNumbers which rows, as int32; 0 for the first `count`
        void append(Column source, long rowNumbers, int count);

        void appendNothing();

        void view(Column target);

        void clear();

        @Override
        void close();
    }

    private StoredColumn(MemoryBudget budget, String what, Type type) {
        validity = GrowableBits.of(budget, what);
        view = new Column(type);
        values = type.equals(Type.BOOL)
                ? new Booleans(GrowableBits.of(budget, what))
                : type.byteWidth() == 0
                        ? new Texts(GrowableText.of(budget, what))
                        : new FixedWidth(budget, what, type.byteWidth());
    }

    static StoredColumn of(MemoryBudget budget, String what, Type type) {
        if (type.kind() == Type.Kind.OBJECT) {
            throw new IllegalArgumentException("rows of " + type + " cannot be kept in columns");
        }
        return new StoredColumn(budget, what, type);
    }

    void append(Column source, long rowNumbers, int count) {
        requireFirst();
        values.append(source, rowNumbers, count);
        if (source.validity() == 0) {
            validity.append(true, count);
        } else if (rowNumbers == 0) {
            validity.append(source.validity(), source.validityBit(), count);
        } else {
            validity.append(source.validity(), source.validityBit(), rowNumbers, count);
        }
    }

    void show(boolean andNoRow) {
        requireFirst();
        values.view(view);
        view.setValidity(andNoRow || validity.zeros() > 1 ? validity.address() : 0, 0);
    }

    Column shown() {
        return view;
    }

    private void requireFirst() {
        if (validity.size() == 0) {
            values.appendNothing();
            validity.append(false, 1);
        }
    }

    void clear() {
        validity.clear();
        values.clear();
    }

    @Override
    public void close() {
        validity.close();
        values.close();
    }

    private static final class FixedWidth implements Values {
        private final int width;
        private final int wordsPerValue;
        private final GrowableColumn words;
        private int rows;

        FixedWidth(MemoryBudget budget, String what, int byteWidth) {
            width = byteWidth;
            int word = Math.min(byteWidth, Long.BYTES);
            wordsPerValue = byteWidth / word;
            words = GrowableColumn.zeroed(budget, what, word);
        }

        @Override
        public void append(Column source, long rowNumbers, int count) {
            words.ensure((rows + count) * wordsPerValue);
            long target = words.address() + (long) width * rows;
            if (rowNumbers == 0) {
                Memory.copy(source.data(), target, (long) width * count);
            } else {
                gather(source.data(), rowNumbers, target, count);
            }
            rows += count;
        }

        private void gather(long source, long rowNumbers, long target, int count) {
            for (int i = 0; i < count; i++) {
                Memory.copyFew(source + (long) width * Memory.intAt(rowNumbers + 4L * i), target + (long) width * i,
                        width);
            }
        }

        @Override
        public void appendNothing() {
            words.ensure(++rows * wordsPerValue);
        }

        @Override
        public void view(Column target) {
            target.setFixed(words.address());
        }

        @Override
        public void clear() {
            words.clear();
            rows = 0;
        }

        @Override
        public void close() {
            words.close();
            rows = 0;
        }
    }

    private record Booleans(GrowableBits bits) implements Values {
        @Override
        public void append(Column source, long rowNumbers, int count) {
            if (rowNumbers == 0) {
                bits.append(source.data(), source.dataBit(), count);
            } else {
                bits.append(source.data(), source.dataBit(), rowNumbers, count);
            }
        }

        @Override
        public void appendNothing() {
            bits.append(false, 1);
        }

        @Override
        public void view(Column target) {
            target.setBits(bits.address(), 0);
        }

        @Override
        public void clear() {
            bits.clear();
        }

        @Override
        public void close() {
            bits.close();
        }
    }

    private record Texts(GrowableText texts) implements Values {
        @Override
        public void append(Column source, long rowNumbers, int count) {
            texts.append(source, rowNumbers, count);
        }

        @Override
        public void appendNothing() {
            texts.reserve(0);
            texts.append(0, 0);
        }

        @Override
        public void view(Column target) {
            texts.view(target);
        }

        @Override
        public void clear() {
            texts.clear();
        }

        @Override
        public void close() {
            texts.close();
        }
    }
}
