// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.tidemill.Pair;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;
import io.tidemill.testkit.TwoInputs;

class CogroupOperatorTest {
    private static final PairEncoding<String, Long> FIRST = new PairEncoding<>(Encodings.of(String.class),
            Encodings.of(Long.class));
    private static final PairEncoding<String, String> SECOND = new PairEncoding<>(Encodings.of(String.class),
            Encodings.of(String.class));
    private static final PairEncoding<String, Pair<List<Long>, List<String>>> TOGETHER = new PairEncoding<>(
            Encodings.of(String.class), new ObjectEncoding<>());

    private static OperatorCase cogrouping() {
        return OperatorCase.of("cogroup", TwoInputs.schema(FIRST.schema(), SECOND.schema()), TOGETHER.schema(),
                () -> new TwoInputs(new CogroupOperator<>(FIRST.pairCodec(), SECOND.pairCodec(), TOGETHER.pairCodec(),
                        UserCodeCase.SITE), FIRST.schema(), SECOND.schema()),
                Reference::new);
    }

    /// A map of each stream's values in a batch.
    private static final class Reference implements RowReference {
        private final Map<String, List<Long>> first = new LinkedHashMap<>();
        private final Map<String, List<String>> second = new LinkedHashMap<>();

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            TestRow own = TwoInputs.own(row, FIRST.schema());
            if (TwoInputs.isSecond(row)) {
                second.computeIfAbsent(own.textAt(0), _ -> new ArrayList<>()).add(own.textAt(1));
            } else {
                first.computeIfAbsent(own.textAt(0), _ -> new ArrayList<>()).add(own.longAt(1));
            }
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            first.forEach((key, values) -> output.accept(TestRow.of(key,
                    Pair.of(List.copyOf(values), List.copyOf(second.getOrDefault(key, List.of()))))));
            second.forEach((key, values) -> {
                if (!first.containsKey(key)) {
                    output.accept(TestRow.of(key, Pair.of(List.of(), List.copyOf(values))));
                }
            });
            first.clear();
            second.clear();
        }
    }

    @Test
    void makesOnePairOfAllPairsOfAKeyInBothStreams() {
        OperatorHarness.verify(cogrouping().inOneLane());
    }

    @Test
    void makesMorePairsThanAChunkHoldsInSeveralCalls() {
        OperatorHarness.verify(cogrouping().inOneLane().chunkRows(5));
    }

    /// The same values, whatever the order of the lanes.
    @Test
    void bringsTheValuesOfAllLanesTogether() {
        OperatorHarness.verify(cogrouping().seenAs(row -> {
            Pair<?, ?> lists = (Pair<?, ?>) row.notNull(1);
            return TestRow.of(row.get(0), sorted(lists.key()), sorted(lists.value()));
        }));
    }

    private static List<?> sorted(Object list) {
        return ((List<?>) list).stream().sorted().toList();
    }
}
