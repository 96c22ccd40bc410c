// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Function2;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.operator.Operator;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Window;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

/// What makes one pair of all pairs of a key, held against a map of all rows of a batch or a window.
class KeyedPairsTest {
    private static final long BATCH = 100_000;
    private static final PairEncoding<String, Long> PAIRS = new PairEncoding<>(Encodings.of(String.class),
            Encodings.of(Long.class));
    private static final PairEncoding<String, List<Long>> LISTS = new PairEncoding<>(Encodings.of(String.class),
            new ObjectEncoding<>());
    private static final Window.Sliding ONE_BATCH = new Window.Sliding(BATCH, BATCH);

    static Stream<Window.Sliding> windows() {
        return Stream.of(ONE_BATCH, new Window.Sliding(3 * BATCH, 3 * BATCH), new Window.Sliding(5 * BATCH, BATCH),
                new Window.Sliding(6 * BATCH, 2 * BATCH));
    }

    /// The rows of the batches in (t - length, t], grouped anew at each t that the slide divides.
    private static final class Reference implements RowReference {
        private record Timed(long batchTimeMicros, TestRow row) {}

        private final Window.Sliding window;
        private final Function<List<Long>, Object> result;
        private final List<TestRow> batch = new ArrayList<>();
        private final List<Timed> kept = new ArrayList<>();

        Reference(Window.Sliding window, Function<List<Long>, Object> result) {
            this.window = window;
            this.result = result;
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            batch.add(row);
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            batch.forEach(row -> kept.add(new Timed(batchTimeMicros, row)));
            batch.clear();
            kept.removeIf(timed -> timed.batchTimeMicros() <= batchTimeMicros - window.lengthMicros());
            if (batchTimeMicros % window.slideMicros() == 0) {
                Map<String, List<Long>> groups = new LinkedHashMap<>();
                kept.forEach(timed -> groups.computeIfAbsent(timed.row().textAt(0), _ -> new ArrayList<>())
                        .add(timed.row().longAt(1)));
                groups.forEach((key, values) -> output.accept(TestRow.of(key, result.apply(values))));
            }
        }
    }

    private static OperatorCase of(String name, PairEncoding<String, ?> to, Supplier<Operator> operator,
            Supplier<RowReference> reference) {
        return OperatorCase.of(name, PAIRS.schema(), to.schema(), operator, reference).batchMicros(BATCH);
    }

    private static Long reduced(List<Long> values, Function2<Long, Long, Long> function) {
        return values.stream().reduce((left, right) -> {
            try {
                return function.apply(left, right);
            } catch (Exception thrown) {
                throw new AssertionError(thrown);
            }
        }).orElseThrow();
    }

    private static OperatorCase grouping() {
        return of("groupByKey", LISTS,
                () -> new GroupByKeyOperator<>(PAIRS.pairCodec(), LISTS.pairCodec(), UserCodeCase.SITE),
                () -> new Reference(ONE_BATCH, values -> values)).inOneLane();
    }

    @Test
    void groupsTheValuesOfABatchByKey() {
        OperatorHarness.verify(grouping());
    }

    @Test
    void groupsMoreKeysThanAChunkHolds() {
        OperatorHarness.verify(grouping().chunkRows(5));
    }

    /// Each lane has the values of its own rows in their order: the same ones, whatever the order of the lanes.
    @Test
    void groupsTheValuesOfAllLanes() {
        OperatorHarness.verify(of("groupByKey in lanes", LISTS,
                () -> new GroupByKeyOperator<>(PAIRS.pairCodec(), LISTS.pairCodec(), UserCodeCase.SITE),
                () -> new Reference(ONE_BATCH, values -> values))
                .seenAs(row -> TestRow.of(row.get(0), ((List<?>) row.notNull(1)).stream().sorted().toList())));
    }

    private static OperatorCase reducing(Function2<Long, Long, Long> function) {
        return of("reduceByKey", PAIRS,
                () -> new ReduceByKeyOperator<>(PAIRS.pairCodec(), function, UserCodeCase.SITE),
                () -> new Reference(ONE_BATCH, values -> reduced(values, function)));
    }

    @Test
    void reducesTheValuesOfABatchByKey() {
        OperatorHarness.verify(reducing(Long::sum));
        OperatorHarness.verify(reducing(Math::max).chunkRows(5));
    }

    @Test
    void reducesValuesInTheOrderOfTheirRows() {
        OperatorHarness.verify(reducing((left, right) -> 31 * left + right).inOneLane());
    }

    private static OperatorCase reducing(Function2<Long, Long, Long> function, Window.Sliding window) {
        return of("reduceByKeyAndWindow, " + window, PAIRS,
                () -> new ReduceByKeyAndWindowOperator<>(PAIRS.pairCodec(), function, window, UserCodeCase.SITE),
                () -> new Reference(window, values -> reduced(values, function)));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void reducesTheValuesOfAWindowByKey(Window.Sliding window) {
        OperatorHarness.verify(reducing(Long::sum, window));
        OperatorHarness.verify(reducing(Math::min, window).chunkRows(5));
        OperatorHarness.verify(reducing((_, right) -> right, window).inOneLane());
    }

    /// Positive values: what is left of a key is 0 when all its rows have left.
    private static OperatorCase takingBack(Window.Sliding window, boolean forgets, Supplier<RowReference> reference) {
        RandomRows random = RandomRows.of(PAIRS.schema());
        return of("reduceByKeyAndWindow with an inverse, " + window, PAIRS,
                () -> new ReduceByKeyAndInverseOperator<>(PAIRS.pairCodec(), Long::sum, (all, left) -> all - left,
                        forgets ? Optional.of(pair -> pair.value() > 0) : Optional.empty(), window, UserCodeCase.SITE),
                reference)
                .rows(from -> TestRow.of(random.next(from).get(0), from.nextLong(1, 100)))
                .inAnyOrder();
    }

    @ParameterizedTest
    @MethodSource("windows")
    void forgetsKeysThatHaveLeftTheWindow(Window.Sliding window) {
        OperatorHarness.verify(takingBack(window, true,
                () -> new Reference(window, values -> reduced(values, Long::sum))));
    }

    /// Spark prints them on: whoever was in a window that fired stays, with 0.
    @ParameterizedTest
    @MethodSource("windows")
    void keepsKeysThatHaveLeftTheWindowWithWhatIsLeftOfThem(Window.Sliding window) {
        OperatorHarness.verify(takingBack(window, false, () -> new RowReference() {
            private final Reference sums = new Reference(window, values -> reduced(values, Long::sum));
            private final Map<String, Long> known = new LinkedHashMap<>();

            @Override
            public void row(TestRow row, Consumer<TestRow> output) {
                sums.row(row, output);
            }

            @Override
            public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
                known.replaceAll((_, _) -> 0L);
                sums.endOfBatch(batchTimeMicros, watermarkMicros, row -> known.put(row.textAt(0), row.longAt(1)));
                if (batchTimeMicros % window.slideMicros() == 0) {
                    known.forEach((key, sum) -> output.accept(TestRow.of(key, sum)));
                }
            }
        }));
    }

    /// Adds up; forgets a key whose sum is a multiple of five, and one for which nothing came if its sum is even.
    private static Optional<Long> updated(List<Long> values, Optional<Long> before) {
        long sum = values.stream().mapToLong(Long::longValue).sum() + before.orElse(0L);
        return sum % 5 == 0 || (values.isEmpty() && sum % 2 == 0) ? Optional.empty() : Optional.of(sum);
    }

    @Test
    void updatesTheStateOfEveryKnownKeyAtEveryBatch() {
        RowPlan.UpdateStateByKey<String, Long, Long> plan = new RowPlan.UpdateStateByKey<>(
                new Plan.Scan(0, "pairs", PAIRS.schema(), UserCodeCase.SITE), PAIRS, PAIRS,
                (_, _, values, before) -> updated(values, before), List.of(), UserCodeCase.SITE);
        OperatorHarness.verify(of("updateStateByKey", PAIRS, () -> new UpdateStateByKeyOperator<>(plan),
                () -> new RowReference() {
                    private final Map<String, List<Long>> batch = new LinkedHashMap<>();
                    private final Map<String, Long> states = new LinkedHashMap<>();

                    @Override
                    public void row(TestRow row, Consumer<TestRow> output) {
                        batch.computeIfAbsent(row.textAt(0), _ -> new ArrayList<>()).add(row.longAt(1));
                    }

                    @Override
                    public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
                        Stream.concat(states.keySet().stream(), batch.keySet().stream())
                                .distinct()
                                .toList()
                                .forEach(key -> updated(batch.getOrDefault(key, List.of()),
                                        Optional.ofNullable(states.get(key)))
                                        .ifPresentOrElse(state -> states.put(key, state), () -> states.remove(key)));
                        batch.clear();
                        states.forEach((key, state) -> output.accept(TestRow.of(key, state)));
                    }
                }));
    }
}
