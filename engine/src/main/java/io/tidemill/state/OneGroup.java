// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import java.util.Arrays;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// The one group of rows without keys. It is always there, also without rows.
public final class OneGroup implements Groups {

    @Override
    public int count() {
        return 1;
    }

    @Override
    public void assign(Column[] keys, int rows, long numbers) {
        Memory.fill(numbers, 4L * rows, (byte) 0);
    }

    @Override
    public void assign(Groups others, long numbers) {
        Memory.putInt(numbers, 0);
    }

    @Override
    public void assign(Groups others, long which, int count, long numbers) {
        Memory.fill(numbers, 4L * count, (byte) 0);
    }

    @Override
    public void order(long numbers) {
        Memory.putInt(numbers, 0);
    }

    /// In the first range.
    @Override
    public void order(long numbers, int[] rangeStarts) {
        order(numbers);
        Arrays.fill(rangeStarts, 1);
        rangeStarts[0] = 0;
    }

    @Override
    public void order(long which, int count, long numbers) {
        Memory.fill(numbers, 4L * count, (byte) 0);
    }

    @Override
    public int range(int group) {
        return 0;
    }

    @Override
    public Column key(int index) {
        throw new IndexOutOfBoundsException("rows without keys have no key " + index);
    }

    @Override
    public void clear() {}

    @Override
    public void close() {}
}
