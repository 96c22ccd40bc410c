// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.state.SessionSpan;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowMaker;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.collectList;
import static io.tidemill.Functions.collectSet;
import static io.tidemill.Functions.first;
import static io.tidemill.Functions.last;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.min;
import static io.tidemill.operator.aggregate.EventRows.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

class SessionWindowsTest {
    private static final Bound WORD = new Bound.Column(2, "word", Type.UTF8, true);
    private static final Bound KEY = new Bound.Column(1, "key", Type.INT32, false);
    private static final List<BoundAggregate> AGGREGATES = List.of(
            aggregate(AggregateFunction.WINDOW_START, Optional.empty(), Type.TIMESTAMP, false),
            aggregate(AggregateFunction.COUNT, Optional.empty(), Type.INT64, false),
            aggregate(AggregateFunction.SUM, Optional.of(new Bound.Column(3, "size", Type.INT64, false)), Type.INT64,
                    false),
            aggregate(AggregateFunction.MAX, Optional.of(new Bound.Column(4, "price", Type.FLOAT64, true)),
                    Type.FLOAT64, true),
            aggregate(AggregateFunction.WINDOW_END, Optional.empty(), Type.TIMESTAMP, false));

    private static BoundAggregate aggregate(AggregateFunction function, Optional<Bound> argument, Type type,
            boolean nullable) {
        return new BoundAggregate(function, argument, type, nullable);
    }

    static Stream<Window.Session> sessions() {
        return Stream.of(new Window.Session(0, SECOND / 4, 0), new Window.Session(0, 2 * SECOND, 0),
                new Window.Session(0, 10 * SECOND, 0), new Window.Session(0, 2 * SECOND, 5 * SECOND),
                new Window.Session(0, SECOND, SECOND));
    }

    private static void verify(String name, Window.Session window, List<Bound> keys, RowMaker rows) {
        verify(name, window, keys, AGGREGATES, rows);
    }

    private static void verify(String name, Window.Session window, List<Bound> keys, List<BoundAggregate> aggregates,
            RowMaker rows) {
        List<Field> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(new Field("key " + fields.size(), key.type(), key.nullable())));
        aggregates.forEach(each -> fields.add(new Field(each.toString(), each.type(), each.nullable())));
        Schema output = new Schema(fields);
        List<Integer> columns = keys.stream().map(key -> ((Bound.Column) key).index()).toList();
        OperatorHarness.verify(OperatorCase
                .of(name + " " + window, EventRows.SCHEMA, output,
                        () -> new AggregateOperator(EventRows.SCHEMA, output, keys, aggregates, window),
                        () -> new Reference(window, columns, aggregates))
                .rows(rows)
                .chunkRows(64)
                .eventTime(EventRows.TIMES)
                .inAnyOrder());
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void putsOutSessionsThatAreOver(Window.Session window) {
        verify("sessions by key", window, List.of(KEY), new EventRows());
        verify("sessions by word and key", window, List.of(WORD, KEY), new EventRows());
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void makesSessionsOfAllRows(Window.Session window) {
        verify("sessions of all", window, List.of(), new EventRows());
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void keepsTextsAndListsOfSessions(Window.Session window) {
        Binder binder = new Binder(EventRows.SCHEMA, "rows", new Site("agg", "nowhere"));
        List<BoundAggregate> texts = Stream.of(first("word"), last("word"), first("word", true), min("word"),
                max("word"), collectList("word"), collectSet("price"), collectSet("word").filter(col("size").gt(20)))
                .map(aggregate -> binder.bind(aggregate, true))
                .toList();
        verify("texts of sessions by key", window, List.of(KEY), texts, new EventRows());
        verify("texts of sessions of all", window, List.of(), texts, new EventRows());
    }

    @Test
    void leavesKeysBehindWhoseSessionsAreOver() {
        EventRows times = new EventRows();
        int[] next = {0};
        RowMaker everNew = random -> {
            TestRow row = times.next(random);
            return TestRow.make(EventRows.SCHEMA.size(),
                    column -> column == 1 ? (Object) (next[0]++ / 2) : row.get(column));
        };
        Window.Session window = new Window.Session(0, 2 * SECOND, 0);
        Schema output = Schema.of(Field.of("key", Type.INT32), Field.of("rows", Type.INT64));
        OperatorHarness.verify(OperatorCase
                .of("ever new keys", EventRows.SCHEMA, output,
                        () -> new AggregateOperator(EventRows.SCHEMA, output, List.of(KEY), List.of(AGGREGATES.get(1)),
                                window),
                        () -> new Reference(window, List.of(1), List.of(AGGREGATES.get(1))))
                .rows(everNew)
                .chunkRows(1_536)
                .eventTime(EventRows.TIMES)
                .inAnyOrder());
    }

    /// Sorts all rows of a key by time, again at each batch, and cuts where a gap or a bound is.
    private static final class Reference implements RowReference {
        private final Window.Session window;
        private final List<Integer> keys;
        private final List<BoundAggregate> aggregates;
        private final IdentityHashMap<TestRow, Integer> arrivals = new IdentityHashMap<>();
        private final Map<List<Object>, List<TestRow>> open = new LinkedHashMap<>();
        private long watermark = Long.MIN_VALUE;

        Reference(Window.Session window, List<Integer> keys, List<BoundAggregate> aggregates) {
            this.window = window;
            this.keys = keys;
            this.aggregates = aggregates;
        }

        private long end(TestRow last) {
            long end = last.longAt(0) + window.gapMicros();
            return window.mostMicros() == 0
                    ? end
                    : Math.min(end, (part(last) + 1) * window.mostMicros());
        }

        private long part(TestRow row) {
            return window.mostMicros() == 0 ? 0 : Math.floorDiv(row.longAt(0), window.mostMicros());
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            arrivals.put(row, arrivals.size());
            if (!row.isNull(0) && (watermark == Long.MIN_VALUE || end(row) > watermark)) {
                open.computeIfAbsent(new ArrayList<>(keys.stream().map(row::get).toList()), _ -> new ArrayList<>())
                        .add(row);
            }
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            watermark = watermarkMicros;
            open.forEach((key, rows) -> {
                rows.sort(Comparator.comparingLong(row -> row.longAt(0)));
                for (int from = 0, to; from < rows.size(); from = to) {
                    to = from + 1;
                    while (to < rows.size() && rows.get(to).longAt(0) <= end(rows.get(to - 1))
                            && part(rows.get(to)) == part(rows.get(from))) {
                        to++;
                    }
                    List<TestRow> session = rows.subList(from, to);
                    if (end(session.getLast()) > watermark) {
                        continue;
                    }
                    output.accept(result(key, session));
                    session.clear();
                    to = from;
                }
            });
        }

        /// First and last are those that came first and last, whatever their times.
        private TestRow result(List<Object> key, List<TestRow> session) {
            List<TestRow> rows = session.stream()
                    .sorted(Comparator.comparingInt(row -> Objects.requireNonNull(arrivals.get(row))))
                    .toList();
            List<@Nullable Object> values = new ArrayList<>(key);
            aggregates.forEach(aggregate -> values.add(switch (aggregate.function()) {
                case WINDOW_START -> (Object) session.getFirst().longAt(0);
                case WINDOW_END -> (Object) end(session.getLast());
                default -> AggregateReference.value(aggregate, rows);
            }));
            return TestRow.of(values.toArray());
        }
    }

    @Test
    void staysWithinTheTimesThatThereAre() {
        for (SessionSpan span : List.of(new SessionSpan(1, 0), new SessionSpan(SECOND, 0),
                new SessionSpan(SECOND, 2 * SECOND), new SessionSpan(Long.MAX_VALUE, Long.MAX_VALUE))) {
            assertThat(span.lateBeforeMicros(Long.MIN_VALUE)).as(span.toString()).isEqualTo(Long.MIN_VALUE);
            assertThat(span.lateBeforeMicros(Long.MAX_VALUE)).as(span.toString()).isEqualTo(Long.MAX_VALUE);
            for (long at : new long[]{Long.MIN_VALUE, -1, 0, SECOND, Long.MAX_VALUE - 1}) {
                assertThat(span.endMicros(at)).as(span.toString()).isGreaterThan(at);
                assertThat(span.lateBeforeMicros(span.endMicros(at))).as("%s at %d", span, at).isGreaterThan(at);
                assertThat(span.lateBeforeMicros(span.endMicros(at) - 1)).as("%s at %d", span, at)
                        .isLessThanOrEqualTo(at);
            }
        }
    }
}
