// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What happens to an operator: batches of rows, each with the time at which it ends.
///
/// @param seed of the rows, for messages
record Scenario(long seed, List<Batch> batches) {

    /// @param watermarkMicros [Long#MAX_VALUE] for the last batch
    record Batch(List<TestRow> rows, long timeMicros, long watermarkMicros) {}

    /// Empty, one-row, odd-sized and huge batches.
    static Scenario awkward(OperatorCase operator, long seed) {
        int huge = 3 * operator.chunkRows() + 17;
        return of(operator, seed, 0, 1, 63, 0, 0, 65, 2, huge, 0, 7, 1, 1, 129, 0, 0, 0, 0, 0, 0, 0, 33,
                operator.chunkRows(), 5, 0);
    }

    static Scenario small(OperatorCase operator, long seed) {
        return of(operator, seed, 5, 0, 9, 40, 1, 0, 0, 0, 3);
    }

    static Scenario of(OperatorCase operator, long seed, int... sizes) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Batch> batches = new ArrayList<>();
        long watermark = operator.eventTime().isPresent() ? Long.MIN_VALUE : 0;
        for (int i = 0; i < sizes.length; i++) {
            List<TestRow> rows = Stream.generate(() -> operator.rows().next(random)).limit(sizes[i]).toList();
            watermark = i == sizes.length - 1 ? Long.MAX_VALUE : watermark(operator, rows, watermark);
            batches.add(new Batch(rows, (i + 1) * operator.batchMicros(), watermark));
        }
        return new Scenario(seed, batches);
    }

    private static long watermark(OperatorCase operator, List<TestRow> rows, long before) {
        return operator.eventTime().map(times -> times.behind(rows, before)).orElse(before);
    }

    /// What the reference makes of each batch.
    List<List<TestRow>> expected(RowReference reference) {
        List<List<TestRow>> outputs = new ArrayList<>();
        for (Batch batch : batches) {
            List<TestRow> output = new ArrayList<>();
            batch.rows().forEach(row -> reference.row(row, output::add));
            reference.endOfBatch(batch.timeMicros(), batch.watermarkMicros(), output::add);
            outputs.add(output);
        }
        return outputs;
    }
}
