// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.memory.Memory;

/// The digest of one group, in memory: a head of eight float64s, then entries of two, a mean and how many values it stands for.
///
/// | float64 | |
/// |---|---|
/// | 0 | entries |
/// | 1 | values that they stand for |
/// | 2, 3 | the least and the greatest of them |
/// | 4, 5, 6 | negative infinities, infinities, NaNs: they stand beside the entries |
///
/// Entries come in any order; when there is no room for one more they are sorted, and neighbours joined, by the scale function k1.
final class DigestRecord {
    static final int MOST_ENTRIES = 400;
    static final int LOW = 32;
    static final int HIGH = 40;
    static final int NAN = 48;

    private static final int HEAD = 64;
    private static final int ENTRY = 16;
    static final int BYTES = HEAD + ENTRY * MOST_ENTRIES;
    private static final double COMPRESSION = 200; // so many entries at most are left of any number
    private static final double STEP_SINE = StrictMath.sin(2 * Math.PI / COMPRESSION);
    private static final double STEP_COSINE = StrictMath.cos(2 * Math.PI / COMPRESSION);

    private DigestRecord() {}

    static int entries(long digest) {
        return (int) Memory.doubleAt(digest);
    }

    static double values(long digest) {
        return Memory.doubleAt(digest + 8);
    }

    static double least(long digest) {
        return Memory.doubleAt(digest + 16);
    }

    static double greatest(long digest) {
        return Memory.doubleAt(digest + 24);
    }

    static double mean(long digest, int entry) {
        return Memory.doubleAt(digest + HEAD + (long) ENTRY * entry);
    }

    static double weight(long digest, int entry) {
        return Memory.doubleAt(digest + HEAD + (long) ENTRY * entry + 8);
    }

    static void add(long digest, double value) {
        if (Double.isNaN(value)) {
            count(digest + NAN, 1);
        } else if (Double.isInfinite(value)) {
            count(digest + (value < 0 ? LOW : HIGH), 1);
        } else {
            addEntry(digest, value, 1, value, value);
        }
    }

    static void addAll(long digest, long others) {
        for (int entry = 0; entry < entries(others); entry++) {
            addEntry(digest, mean(others, entry), weight(others, entry), least(others), greatest(others));
        }
        count(digest + LOW, Memory.doubleAt(others + LOW));
        count(digest + HIGH, Memory.doubleAt(others + HIGH));
        count(digest + NAN, Memory.doubleAt(others + NAN));
    }

    private static void count(long address, double more) {
        Memory.putDouble(address, Memory.doubleAt(address) + more);
    }

    /// @param least of what is added
    /// @param greatest of what is added
    private static void addEntry(long digest, double mean, double weight, double least, double greatest) {
        int entries = entries(digest);
        Memory.putDouble(digest + 16, entries == 0 ? least : Math.min(least(digest), least));
        Memory.putDouble(digest + 24, entries == 0 ? greatest : Math.max(greatest(digest), greatest));
        count(digest + 8, weight);
        put(digest, entries, mean, weight);
        Memory.putDouble(digest, entries + 1);
        if (entries + 1 == MOST_ENTRIES) {
            sort(digest);
            join(digest);
        }
    }

    private static void put(long digest, int entry, double mean, double weight) {
        long address = digest + HEAD + (long) ENTRY * entry;
        Memory.putDouble(address, mean);
        Memory.putDouble(address + 8, weight);
    }

    /// By mean, then by weight: so the order does not depend on how it is sorted. Shell's, with gaps of Ciura's.
    static void sort(long digest) {
        int entries = entries(digest);
        for (int gap = 301; gap > 0; gap = next(gap)) {
            for (int i = gap; i < entries; i++) {
                double mean = mean(digest, i);
                double weight = weight(digest, i);
                int to = i;
                for (; to >= gap
                        && isBefore(mean, weight, mean(digest, to - gap), weight(digest, to - gap)); to -= gap) {
                    put(digest, to, mean(digest, to - gap), weight(digest, to - gap));
                }
                put(digest, to, mean, weight);
            }
        }
    }

    private static int next(int gap) {
        return switch (gap) {
            case 301 -> 132;
            case 132 -> 57;
            case 57 -> 23;
            case 23 -> 10;
            case 10 -> 4;
            case 4 -> 1;
            default -> 0;
        };
    }

    private static boolean isBefore(double mean, double weight, double other, double otherWeight) {
        return mean < other || (mean == other && weight < otherWeight);
    }

    /// Joins sorted neighbours as long as they are within one step of the scale.
    private static void join(long digest) {
        int entries = entries(digest);
        double all = values(digest);
        double mean = mean(digest, 0);
        double weight = weight(digest, 0);
        double before = 0;
        double limit = limit(0) * all;
        int joined = 0;
        for (int entry = 1; entry < entries; entry++) {
            double nextWeight = weight(digest, entry);
            if (before + weight + nextWeight <= limit) {
                weight += nextWeight;
                mean += (mean(digest, entry) - mean) * (nextWeight / weight);
            } else {
                put(digest, joined++, mean, weight);
                before += weight;
                limit = limit(before / all) * all;
                mean = mean(digest, entry);
                weight = nextWeight;
            }
        }
        put(digest, joined++, mean, weight);
        Memory.putDouble(digest, joined);
    }

    /// The share that is a step of the scale behind another: of the sine of an angle, that of the angle and a step.
    private static double limit(double share) {
        double sine = 2 * share - 1;
        return sine >= STEP_COSINE
                ? 1
                : (sine * STEP_COSINE + StrictMath.sqrt(1 - sine * sine) * STEP_SINE + 1) / 2;
    }
}
