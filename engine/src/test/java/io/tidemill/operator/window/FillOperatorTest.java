// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Fill;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.FillPlan;
import io.tidemill.plan.Window;
import io.tidemill.testkit.EventTimes;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

class FillOperatorTest {
    private static final long INTERVAL = 1_000;
    private static final Schema VALUES = Schema.of(Field.nullable("word", Type.UTF8), Field.of("start", Type.TIMESTAMP),
            Field.nullable("count", Type.INT64), Field.nullable("price", Type.FLOAT64),
            Field.nullable("note", Type.UTF8), Field.nullable("open", Type.BOOL),
            Field.nullable("amount", Type.decimal(12, 2)), Field.nullable("total", Type.decimal(38, 4)),
            Field.nullable("bytes", Type.BINARY), Field.nullable("clock", Type.TIME),
            Field.nullable("wall", Type.TIMESTAMP_NTZ), Field.nullable("day", Type.DATE),
            Field.nullable("tags", Type.listOf(Type.UTF8)), Field.of("end", Type.TIMESTAMP));

    private static final BigDecimal WIDE = new BigDecimal("1234567890123456789012345678901.2345");

    private static Schema input() {
        List<Field> fields = new ArrayList<>(VALUES.fields());
        fields.add(Field.of("hidden", Type.TIMESTAMP));
        return new Schema(fields);
    }

    static Stream<Arguments> fills() {
        List<Fill> numbers = List.of(Fill.nulls(), Fill.previous(), Fill.constant(7), Fill.linear());
        return numbers.stream()
                .flatMap(number -> Stream.of(Fill.nulls(), Fill.previous())
                        .flatMap(text -> Stream.of(3, 40).map(most -> Arguments.of(number, text, most))));
    }

    @ParameterizedTest
    @MethodSource("fills")
    void fillsTheIntervalsWithoutRows(Fill number, Fill text, int most) {
        Fill times = number instanceof Fill.Linear ? number : text;
        FillPlan plan = new FillPlan(1, new Window.EventTime(0, INTERVAL, INTERVAL), most,
                List.of(new FillPlan.Value.Start(), new FillPlan.Value.Of(number), new FillPlan.Value.Of(number),
                        new FillPlan.Value.Of(text), new FillPlan.Value.Of(text), new FillPlan.Value.Of(number),
                        new FillPlan.Value.Of(number), new FillPlan.Value.Of(text), new FillPlan.Value.Of(times),
                        new FillPlan.Value.Of(times), new FillPlan.Value.Of(times), new FillPlan.Value.Of(text),
                        new FillPlan.Value.End()));
        long[] interval = {50};
        String[] lastWord = {""};
        OperatorHarness.verify(OperatorCase
                .of(plan.toString(), input(), VALUES, () -> new FillOperator(input(), VALUES, plan),
                        () -> new Reference(plan))
                .rows(random -> {
                    // one row an interval: of any key, as groups come
                    interval[0] += random.nextInt(20) == 0 ? random.nextInt(60) : 1;
                    lastWord[0] = "w" + random.nextInt(6);
                    return TestRow.of(random.nextInt(6) == 0 ? null : lastWord[0], interval[0] * INTERVAL,
                            random.nextInt(8) == 0 ? null : random.nextLong(-50, 50),
                            random.nextInt(8) == 0 ? null : random.nextInt(-40, 400) * 0.25,
                            random.nextInt(8) == 0 ? null : "note " + random.nextInt(1000),
                            random.nextInt(8) == 0 ? null : random.nextBoolean(),
                            random.nextInt(8) == 0 ? null : BigDecimal.valueOf(random.nextLong(-999, 1_000), 2),
                            random.nextInt(8) == 0 ? null : WIDE.multiply(BigDecimal.valueOf(random.nextInt(-9, 10))),
                            random.nextInt(8) == 0 ? null : Bytes.of(new byte[random.nextInt(5)]),
                            random.nextInt(8) == 0 ? null : random.nextLong(86_400_000_000L),
                            random.nextInt(8) == 0 ? null : random.nextLong(-1_000_000, 1_000_000),
                            random.nextInt(8) == 0 ? null : random.nextInt(-1_000, 20_000),
                            random.nextInt(8) == 0 ? null : Arrays.asList("tag", null), (interval[0] + 1) * INTERVAL,
                            (interval[0] + 1) * INTERVAL);
                })
                .chunkRows(64)
                .eventTime(new EventTimes(input().size() - 1, 0))
                .inAnyOrder()
                .inOneLane());
    }

    /// Fills each key's gap by going through its intervals one after the other.
    private static final class Reference implements RowReference {
        private final FillPlan plan;
        private final Map<Optional<Object>, TestRow> lasts = new HashMap<>();
        private final Map<Optional<Object>, Long> filled = new HashMap<>();

        Reference(FillPlan plan) {
            this.plan = plan;
        }

        private static long interval(TestRow row) {
            return row.longAt(1) / INTERVAL;
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            Optional<Object> key = Optional.ofNullable(row.get(0));
            @Nullable
            TestRow before = lasts.get(key);
            if (before != null && (!plan.isLinear() || interval(row) - 1 - interval(before) <= plan.mostIntervals())) {
                fill(key, before, row, interval(row) - 1, output);
            }
            lasts.put(key, row);
            filled.put(key, interval(row));
            output.accept(TestRow.make(VALUES.size(), row::get));
        }

        private void fill(Optional<Object> key, TestRow before, @Nullable TestRow behind, long to,
                Consumer<TestRow> output) {
            for (long at = filled.getOrDefault(key, 0L) + 1; at <= Math.min(to,
                    interval(before) + plan.mostIntervals()); at++) {
                long interval = at;
                output.accept(TestRow.make(VALUES.size(), column -> column == 0
                        ? before.get(0)
                        : value(plan.fills().get(column - 1), column, before, behind, interval)));
                filled.put(key, at);
            }
        }

        private static @Nullable Object value(FillPlan.Value fill, int column, TestRow before, @Nullable TestRow behind,
                long interval) {
            return switch (fill) {
                case FillPlan.Value.Start _ -> interval * INTERVAL;
                case FillPlan.Value.End _ -> (interval + 1) * INTERVAL;
                case FillPlan.Value.Of(Fill.Nulls _) -> null;
                case FillPlan.Value.Of(Fill.Previous _) -> before.get(column);
                case FillPlan.Value.Of(Fill.Constant(Number constant)) -> {
                    Type type = VALUES.field(column).type();
                    yield type.isDecimal()
                            ? (Object) BigDecimal.valueOf(constant.longValue()).setScale(type.scale())
                            : type.isFloat() ? (Object) constant.doubleValue() : (Object) constant.longValue();
                }
                case FillPlan.Value.Of(Fill.Linear _) -> linear(column, before, behind, interval);
            };
        }

        private static @Nullable Object linear(int column, TestRow before, @Nullable TestRow behind, long interval) {
            if (behind == null || before.isNull(column) || behind.isNull(column)) {
                return null;
            }
            if (before.get(column) instanceof BigDecimal from) {
                BigDecimal way = ((BigDecimal) behind.notNull(column)).subtract(from);
                return from.add(way.multiply(BigDecimal.valueOf(interval - interval(before)))
                        .divide(BigDecimal.valueOf(interval(behind) - interval(before)), from.scale(),
                                RoundingMode.HALF_UP));
            }
            double share = (double) (interval - interval(before)) / (interval(behind) - interval(before));
            double from = before.doubleAt(column);
            double way = behind.doubleAt(column) - from;
            if (VALUES.field(column).type().isFloat()) {
                return from + way * share;
            }
            long number = before.longAt(column) + Math.round(way * share);
            return VALUES.field(column).type().equals(Type.DATE) ? (Object) (int) number : (Object) number;
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            if (!plan.isLinear() && watermarkMicros != Long.MIN_VALUE && watermarkMicros != Long.MAX_VALUE) {
                lasts.forEach((key, before) -> fill(key, before, null, watermarkMicros / INTERVAL - 1, output));
            }
        }
    }
}
