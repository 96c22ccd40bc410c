// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

/// How many events had the wanted type, and the sum of their ads.
record FilterSum(long count, long sum) {

    /// Row by row.
    static FilterSum of(Events events, int type, int passes) {
        long count = 0;
        long sum = 0;
        for (int row = 0; row < events.rows(); row++) {
            if (events.type(row) == type) {
                count++;
                sum += events.ad(row);
            }
        }
        return new FilterSum(count * passes, sum * passes);
    }

    FilterSum plus(FilterSum other) {
        return new FilterSum(count + other.count, sum + other.sum);
    }
}
