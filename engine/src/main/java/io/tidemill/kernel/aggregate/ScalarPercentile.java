// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: the value at a share of all ranks. An entry's mean has the middle one of its ranks; what lies between is interpolated.
final class ScalarPercentile implements Loop.PartialUnary {
    private static final double SHARE = (Double) Stamp.of(MethodHandles.lookup()).specification();

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int without = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long digest = source + DigestRecord.BYTES * (long) row;
                boolean has = all(digest) > 0;
                Memory.putDouble(target + 8L * row, has ? percentile(digest) : 0);
                word |= (has ? 1L : 0L) << row;
                without += has ? 0 : 1;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
        }
        return without;
    }

    private static double all(long digest) {
        return DigestRecord.values(digest) + Memory.doubleAt(digest + DigestRecord.LOW)
                + Memory.doubleAt(digest + DigestRecord.HIGH) + Memory.doubleAt(digest + DigestRecord.NAN);
    }

    /// What lies between a number and an infinity is infinite, and what lies below NaN, but above all else, is NaN.
    private static double percentile(long digest) {
        double low = Memory.doubleAt(digest + DigestRecord.LOW);
        double rank = SHARE * (all(digest) - 1) - low;
        double values = DigestRecord.values(digest);
        if (rank < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (values > 0 && rank <= values - 1) {
            DigestRecord.sort(digest);
            return finite(digest, rank);
        }
        double high = Memory.doubleAt(digest + DigestRecord.HIGH);
        return high > 0 && rank <= values + high - 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    private static double finite(long digest, double rank) {
        if (rank >= DigestRecord.values(digest) - 1) {
            return DigestRecord.greatest(digest) + 0.0;
        }
        double at = 0; // the rank of the entry before, and its mean: at first of the least value
        double value = DigestRecord.least(digest);
        double before = 0;
        for (int entry = 0; entry < DigestRecord.entries(digest); entry++) {
            double weight = DigestRecord.weight(digest, entry);
            double middle = before + (weight - 1) / 2;
            double mean = DigestRecord.mean(digest, entry);
            if (rank <= middle) {
                return between(at, value, middle, mean, rank);
            }
            at = middle;
            value = mean;
            before += weight;
        }
        return between(at, value, before - 1, DigestRecord.greatest(digest), rank);
    }

    private static double between(double rank, double value, double nextRank, double nextValue, double wanted) {
        double share = nextRank > rank ? (wanted - rank) / (nextRank - rank) : 0;
        double difference = nextValue - value;
        double result = Double.isInfinite(difference)
                ? value * (1 - share) + nextValue * share
                : value + share * difference;
        return result + 0.0;
    }
}
