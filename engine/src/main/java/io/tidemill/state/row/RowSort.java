// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// Puts some rows into an order, by their numbers: the runs that are in order already are merged, so that rows which nearly are take little.
public final class RowSort implements AutoCloseable {
    private GrowableColumn numbers; // int32
    private GrowableColumn merged;
    private int count;

    /// Which of two rows comes first.
    public interface Order {
        /// Less than 0 if the left one does, and 0 if they are equal.
        int compare(int left, int right);
    }

    public RowSort(MemoryBudget budget, String what) {
        numbers = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        merged = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    public void clear() {
        count = 0;
    }

    public void add(int row) {
        numbers.ensure(count + 1);
        Memory.putInt(numbers.address() + 4L * count, row);
        count++;
    }

    public int count() {
        return count;
    }

    /// Where the numbers are, as int32.
    public long address() {
        return numbers.address();
    }

    /// Sorts the rows; of equal ones the first stays first.
    public void sort(Order order) {
        if (runEnd(0, order) == count) {
            return;
        }
        merged.ensure(count);
        int runs;
        do {
            runs = mergeRuns(order);
            GrowableColumn before = numbers;
            numbers = merged;
            merged = before;
        } while (runs > 1);
    }

    /// Merges each run with the one behind it; answers how many are left.
    private int mergeRuns(Order order) {
        int runs = 0;
        int from = 0;
        while (from < count) {
            int middle = runEnd(from, order);
            int end = middle < count ? runEnd(middle, order) : middle;
            merge(from, middle, end, order);
            from = end;
            runs++;
        }
        return runs;
    }

    private int runEnd(int from, Order order) {
        int end = Math.min(from + 1, count);
        while (end < count && order.compare(row(end - 1), row(end)) <= 0) {
            end++;
        }
        return end;
    }

    private void merge(int from, int middle, int end, Order order) {
        int left = from;
        int right = middle;
        for (int to = from; to < end; to++) {
            boolean takesLeft = right == end || (left < middle && order.compare(row(left), row(right)) <= 0);
            Memory.putInt(merged.address() + 4L * to, row(takesLeft ? left++ : right++));
        }
    }

    private int row(int index) {
        return Memory.intAt(numbers.address() + 4L * index);
    }

    @Override
    public void close() {
        numbers.close();
        merged.close();
        count = 0;
    }
}
