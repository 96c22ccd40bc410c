// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

/// Loops over int64 numbers in an array: there, and not in memory that is reached by address, the compiler makes vectors of them.
final class Numbers {
    private long min;
    private long max;

    /// The least of the numbers that were looked at last.
    long min() {
        return min;
    }

    /// The greatest of the numbers that were looked at last.
    long max() {
        return max;
    }

    /// Looks for the least and greatest of some numbers.
    void look(long[] numbers, int count) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, numbers[i]);
            greatest = Math.max(greatest, numbers[i]);
        }
        min = least;
        max = greatest;
    }

    /// Says what each number adds to the one before it, the first excepted.
    static void subtract(long[] numbers, int count, long[] deltas) {
        for (int i = 1; i < count; i++) {
            deltas[i - 1] = numbers[i] - numbers[i - 1];
        }
    }

    /// Undoes [#subtract]: adds deltas to a first number, which is the first of the results.
    static void add(long first, long[] deltas, int count, long[] numbers) {
        long sum = first;
        numbers[0] = sum;
        for (int i = 1; i < count; i++) {
            sum += deltas[i - 1];
            numbers[i] = sum;
        }
    }

    /// How many runs of equal numbers there are.
    static int runs(long[] numbers, int count) {
        int runs = count > 0 ? 1 : 0;
        for (int i = 1; i < count; i++) {
            runs += numbers[i] == numbers[i - 1] ? 0 : 1;
        }
        return runs;
    }

    /// Writes the number and the length of each run; -1 if there are more than `most`.
    static int splitRuns(long[] numbers, int count, int most, long[] values, long[] lengths) {
        int runs = 0;
        int at = 0;
        while (at < count) {
            long value = numbers[at];
            int from = at;
            while (at + 8 <= count && eightAre(value, numbers, at)) {
                at += 8;
            }
            while (at < count && numbers[at] == value) {
                at++;
            }
            if (runs == most) {
                return -1;
            }
            values[runs] = value;
            lengths[runs++] = (long) at - from;
        }
        return runs;
    }

    private static boolean eightAre(long value, long[] numbers, int at) {
        long differences = (numbers[at] ^ value) | (numbers[at + 1] ^ value) | (numbers[at + 2] ^ value)
                | (numbers[at + 3] ^ value) | (numbers[at + 4] ^ value) | (numbers[at + 5] ^ value)
                | (numbers[at + 6] ^ value) | (numbers[at + 7] ^ value);
        return differences == 0;
    }

    /// Undoes [#splitRuns]; false if the runs are not exactly so many numbers.
    static boolean joinRuns(long[] values, long[] lengths, int runs, int count, long[] numbers) {
        int at = 0;
        for (int run = 0; run < runs; run++) {
            long length = lengths[run];
            if (length < 1 || length > count - at) {
                return false;
            }
            int end = at + (int) length;
            long value = values[run];
            for (; at < end; at++) {
                numbers[at] = value;
            }
        }
        return at == count;
    }
}
