// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.codec.RowEncoding;
import io.tidemill.connector.Sink;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Schema;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emit;
import io.tidemill.plan.EventTime;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Expr;

/// A stream of values, cut into batches: what Spark calls a discretized stream.
///
/// A stream is a description: methods describe further streams, output operations such as [#print] say what to do with one,
/// and nothing happens until the context starts. All descriptions must be made before that.
///
/// Three ways to say what happens to a row, from fast to general. **Column expressions** ([#where], [#select], [#groupBy]) work
/// on whole columns. **Typed lambdas**, which name the class of their results (`map(Word.class, line -> ...)`), run row by
/// row and leave columns behind. **Untyped lambdas** (`map(line -> ...)`) run row by row and leave Java objects, which no
/// column expression can read. [#explain] marks the last two. Lambdas must be stateless.
///
/// @param <T> the Java type of the values; [Row] where only columns are known
public sealed class DStream<T> permits PairDStream, MapWithStateDStream {
    private static final int PRINTED_ROWS = 10;

    final StreamingContext context;
    final Plan plan;
    final Encoding<T> encoding;

    DStream(StreamingContext context, Plan plan, Encoding<T> encoding) {
        this.context = context;
        this.plan = plan;
        this.encoding = encoding;
    }

    /// The columns of the stream.
    public Schema schema() {
        return encoding.schema();
    }

    /// Makes a value of each value, as a Java object.
    public <R> DStream<R> map(Function1<T, R> function) {
        return map(new ObjectEncoding<>(), function);
    }

    /// Makes a value of each value, in columns.
    public <R> DStream<R> map(Class<R> results, Function1<T, R> function) {
        return map(Encodings.of(results), function);
    }

    /// Makes a row of each value, in columns.
    public DStream<Row> map(Schema results, Function1<T, Row> function) {
        return map(new RowEncoding(results), function);
    }

    private <R> DStream<R> map(Encoding<R> results, Function1<T, R> function) {
        return derive(new RowPlan.MapRows<>(plan, encoding, results, function, at("map")), results);
    }

    /// Makes any number of values of each value, as Java objects.
    public <R> DStream<R> flatMap(Function1<T, ? extends Iterable<R>> function) {
        return flatMap(new ObjectEncoding<>(), function);
    }

    /// Makes any number of values of each value, in columns.
    public <R> DStream<R> flatMap(Class<R> results, Function1<T, ? extends Iterable<R>> function) {
        return flatMap(Encodings.of(results), function);
    }

    private <R> DStream<R> flatMap(Encoding<R> results, Function1<T, ? extends Iterable<R>> function) {
        return derive(new RowPlan.FlatMapRows<>(plan, encoding, results, function, at("flatMap")), results);
    }

    /// Keeps the values that a function says true of.
    public DStream<T> filter(Predicate1<T> predicate) {
        return derive(new RowPlan.FilterRows<>(plan, encoding, predicate, at("filter")), encoding);
    }

    /// Makes a key and a value of each value, as Java objects.
    public <K, V> PairDStream<K, V> mapToPair(Function1<T, Pair<K, V>> function) {
        return mapToPair(new PairEncoding<>(new ObjectEncoding<>(), new ObjectEncoding<>()), function);
    }

    /// Makes a key and a value of each value, in columns.
    public <K, V> PairDStream<K, V> mapToPair(Class<K> keys, Class<V> values, Function1<T, Pair<K, V>> function) {
        return mapToPair(new PairEncoding<>(Encodings.of(keys), Encodings.of(values)), function);
    }

    private <K, V> PairDStream<K, V> mapToPair(PairEncoding<K, V> pairs, Function1<T, Pair<K, V>> function) {
        return derivePairs(new RowPlan.MapRows<>(plan, encoding, pairs, function, at("mapToPair")), pairs);
    }

    /// Makes any number of keys with values of each value, as Java objects.
    public <K, V> PairDStream<K, V> flatMapToPair(Function1<T, ? extends Iterable<Pair<K, V>>> function) {
        return flatMapToPair(new PairEncoding<>(new ObjectEncoding<>(), new ObjectEncoding<>()), function);
    }

    /// The same, in columns.
    public <K, V> PairDStream<K, V> flatMapToPair(Class<K> keys, Class<V> values,
            Function1<T, ? extends Iterable<Pair<K, V>>> function) {
        return flatMapToPair(new PairEncoding<>(Encodings.of(keys), Encodings.of(values)), function);
    }

    private <K, V> PairDStream<K, V> flatMapToPair(PairEncoding<K, V> pairs,
            Function1<T, ? extends Iterable<Pair<K, V>>> function) {
        return derivePairs(new RowPlan.FlatMapRows<>(plan, encoding, pairs, function, at("flatMapToPair")), pairs);
    }

    /// Makes values of runs of values, as Java objects: a partition is a run of rows that arrived together, of one batch.
    public <R> DStream<R> mapPartitions(Function1<Iterator<T>, Iterator<R>> function) {
        return mapPartitions(new ObjectEncoding<>(), function);
    }

    /// The same, in columns.
    public <R> DStream<R> mapPartitions(Class<R> results, Function1<Iterator<T>, Iterator<R>> function) {
        return mapPartitions(Encodings.of(results), function);
    }

    private <R> DStream<R> mapPartitions(Encoding<R> results, Function1<Iterator<T>, Iterator<R>> function) {
        return derive(new RowPlan.MapPartitions<>(plan, encoding, results, function, at("mapPartitions")), results);
    }

    /// The number of values of each batch: one value a batch, 0 for an empty one.
    public DStream<Long> count() {
        Site site = at("count");
        return derive(Aggregations.count(plan, site), Encodings.of(Long.class));
    }

    /// Combines the values of each batch to one by an associative and commutative function: nothing for an empty batch.
    public DStream<T> reduce(Function2<T, T, T> function) {
        return derive(new RowPlan.ReduceRows<>(plan, encoding, function, at("reduce")), encoding);
    }

    /// How often each value occurs in each batch.
    public PairDStream<T, Long> countByValue() {
        Site site = at("countByValue");
        PairEncoding<T, Long> counts = new PairEncoding<>(encoding, Encodings.of(Long.class));
        if (encoding.isColumnar()) {
            return derivePairs(Aggregations.countByValue(plan, counts, site), counts);
        }
        Plan ones = new RowPlan.MapRows<>(plan, encoding, counts, value -> Pair.of(value, 1L), site);
        return derivePairs(new RowPlan.ReduceByKey<>(ones, counts, Long::sum, site), counts);
    }

    /// The values of both streams.
    public DStream<T> union(DStream<T> other) {
        return Unions.of(this, List.of(other), at("union"));
    }

    /// Whatever ordinary Java makes of each batch as a whole, also of an empty one; as Java objects.
    public <R> DStream<R> transform(Function1<Dataset<T>, Dataset<R>> function) {
        return transform(new ObjectEncoding<>(), (batch, time) -> function.apply(batch));
    }

    /// The same, with the time of the batch.
    public <R> DStream<R> transform(Function2<Dataset<T>, Time, Dataset<R>> function) {
        return transform(new ObjectEncoding<>(), function);
    }

    /// Whatever ordinary Java makes of each batch as a whole, also of an empty one; in columns.
    public <R> DStream<R> transform(Class<R> results, Function1<Dataset<T>, Dataset<R>> function) {
        return transform(Encodings.of(results), (batch, time) -> function.apply(batch));
    }

    /// The same, with the time of the batch.
    public <R> DStream<R> transform(Class<R> results, Function2<Dataset<T>, Time, Dataset<R>> function) {
        return transform(Encodings.of(results), function);
    }

    private <R> DStream<R> transform(Encoding<R> results, Function2<Dataset<T>, Time, Dataset<R>> function) {
        return derive(new RowPlan.Transform<>(plan, encoding, results, function, at("transform")), results);
    }

    /// Whatever ordinary Java makes of each batch as a whole, as keys and values; as Java objects.
    public <K, V> PairDStream<K, V> transformToPair(Function1<Dataset<T>, Dataset<Pair<K, V>>> function) {
        return transformToPair((batch, time) -> function.apply(batch));
    }

    /// The same, with the time of the batch.
    public <K, V> PairDStream<K, V> transformToPair(Function2<Dataset<T>, Time, Dataset<Pair<K, V>>> function) {
        return transformToPair(new PairEncoding<>(new ObjectEncoding<>(), new ObjectEncoding<>()), function);
    }

    /// Whatever ordinary Java makes of each batch as a whole, as keys and values; in columns.
    public <K, V> PairDStream<K, V> transformToPair(Class<K> keys, Class<V> values,
            Function1<Dataset<T>, Dataset<Pair<K, V>>> function) {
        return transformToPair(keys, values, (batch, time) -> function.apply(batch));
    }

    /// The same, with the time of the batch.
    public <K, V> PairDStream<K, V> transformToPair(Class<K> keys, Class<V> values,
            Function2<Dataset<T>, Time, Dataset<Pair<K, V>>> function) {
        return transformToPair(new PairEncoding<>(Encodings.of(keys), Encodings.of(values)), function);
    }

    private <K, V> PairDStream<K, V> transformToPair(PairEncoding<K, V> pairs,
            Function2<Dataset<T>, Time, Dataset<Pair<K, V>>> function) {
        return derivePairs(new RowPlan.Transform<>(plan, encoding, pairs, function, at("transformToPair")), pairs);
    }

    /// All values of the last `length`, every batch: `window(minutes(5))`.
    public DStream<T> window(Duration length) {
        return derive(windowed(length), encoding);
    }

    /// All values of the last `length`, every `slide`: both multiples of the batch interval.
    ///
    /// They are kept in memory, which the budget limits, and given again at each slide. What combines them as they come keeps less:
    /// [#groupBy], [PairDStream#reduceByKeyAndWindow].
    public DStream<T> window(Duration length, Duration slide) {
        return derive(windowed(length, slide), encoding);
    }

    /// Combines the values of the last `length` to one, every `slide`, by an associative and commutative function: nothing for an empty
    /// window.
    public DStream<T> reduceByWindow(Function2<T, T, T> function, Duration length, Duration slide) {
        return reduce(function).window(length, slide).reduce(function);
    }

    /// The number of values of the last `length`, every `slide`: as in Spark nothing before the first value ever, then also 0.
    public DStream<Long> countByWindow(Duration length, Duration slide) {
        return count().filter(count -> count > 0)
                .mapToPair(Integer.class, Long.class, count -> Pair.of(0, count))
                .reduceByKeyAndWindow(Long::sum, (all, left) -> all - left, length, slide)
                .map(Long.class, Pair::value);
    }

    /// How often each value occurs in the last `length`, every `slide`.
    public PairDStream<T, Long> countByValueAndWindow(Duration length, Duration slide) {
        return countByValue().reduceByKeyAndWindow(Combiners.sum(), length, slide);
    }

    final Plan windowed(Duration length) {
        Site site = at("window");
        return windowed(context.window(plan, length, site), site);
    }

    final Plan windowed(Duration length, Duration slide) {
        Site site = at("window");
        return windowed(context.window(plan, length, slide, site), site);
    }

    private Plan windowed(Window.Sliding window, Site site) {
        if (schema().size() > BlockWriter.MAX_COLUMNS) {
            throw new PlanException(
                    "a window keeps rows of %d columns at most, not %d: select those that are needed [%s]"
                            .formatted(BlockWriter.MAX_COLUMNS, schema().size(), site));
        }
        return new ColumnPlan.WindowRows(plan, window, site);
    }

    /// Keeps the rows of which a column expression is true: `where(col("size").gt(100))`.
    public DStream<T> where(Expr condition) {
        Plan kept = ColumnOperations.where(plan, condition, at("where"));
        return derive(kept, Unions.encoding(encoding, kept.schema()));
    }

    /// Makes columns of column expressions: `select(col("symbol"), col("price").times(col("size")).as("notional"))`.
    public DStream<Row> select(Expr... columns) {
        return rows(ColumnOperations.select(plan, List.of(columns), at("select")));
    }

    /// Some of the columns.
    public DStream<Row> select(String... columns) {
        return rows(ColumnOperations.select(plan, ColumnOperations.columns(columns), at("select")));
    }

    /// All columns and one more, or one of them made anew.
    public DStream<Row> withColumn(String name, Expr column) {
        return rows(ColumnOperations.withColumn(plan, name, column, at("withColumn")));
    }

    /// The rows as values of a class: a record of columns of the stream by name, or the only column.
    public <R> DStream<R> as(Class<R> rowType) {
        Encoding<R> results = Encodings.of(rowType);
        return derive(ColumnOperations.as(plan, results, at("as")), results);
    }

    /// Follows the time that a column says, a timestamp: windows of what stands on this stream are windows of that time, put out when the
    /// *watermark* has passed their end. The watermark is the newest time that came, less a delay, as it was at the end of the last batch;
    /// rows behind it whose windows have all been put out are counted (`tidemill_operator_late_rows_total`) and left out.
    ///
    /// A time more than a day ahead of the batch's and of the newest one is taken for wrong: it does not move the watermark, and its row is
    /// counted (`tidemill_operator_rows_ahead_total`) and left out.
    ///
    /// @param delay how much rows may be out of order
    public DStream<T> withEventTime(String column, Duration delay) {
        return eventTime(column, delay, Duration.ofSeconds(0), Duration.of(EventTime.AHEAD_MICROS, ChronoUnit.MICROS));
    }

    /// The same with bounds.
    ///
    /// @param idleAfter after so much batch time without newer rows, unions no longer wait for this stream
    /// @param ahead how far a time may be ahead of the batch's time and of the newest one
    public DStream<T> withEventTime(String column, Duration delay, Duration idleAfter, Duration ahead) {
        return eventTime(column, delay, idleAfter, ahead);
    }

    private DStream<T> eventTime(String column, Duration delay, Duration idleAfter, Duration ahead) {
        Site site = at("withEventTime");
        if (delay.isNegative() || idleAfter.isNegative() || ahead.isNegative()) {
            throw new PlanException(
                    "the delay of %s, the idle time of %s and the bound of %s are not to be negative [%s]"
                            .formatted(delay, idleAfter, ahead, site));
        }
        EventTime time = new EventTime(column, Durations.exactMicros("the delay", delay, site),
                Durations.exactMicros("the bound", ahead, site),
                Durations.exactMicros("the idle time", idleAfter, site));
        return derive(ColumnOperations.eventTime(plan, time, site), encoding);
    }

    /// Groups the rows by columns, or all of them to one group where none is named.
    public GroupedStream groupBy(String... keys) {
        return new GroupedStream(context, plan, ColumnOperations.columns(keys));
    }

    /// Groups the rows by column expressions: `groupBy(col("at").div(10_000).as("slot"))`.
    public GroupedStream groupBy(Expr first, Expr... more) {
        return new GroupedStream(context, plan, ColumnOperations.listOf(first, more));
    }

    /// The row with the newest time of each key, or of all rows where no key is named, in each batch: as [GroupedStream#latestOn] says.
    public DStream<Row> latestOn(String time, String... keys) {
        return groupBy(keys).latestOn(time).rows();
    }

    /// Leaves out the rows whose values in some columns, or in all where none is named, have come before in the batch.
    ///
    /// Nulls are equal to each other here, and so are NaNs. Where there are several lanes, rows come when the batch is over; in one they
    /// go on at once.
    public DStream<T> dropDuplicates(String... columns) {
        return derive(ColumnOperations.distinct(plan, columns, ColumnPlan.Distinct.BATCH, at("dropDuplicates")),
                encoding);
    }

    /// Leaves out the rows whose values in some columns, or in all where none is named, have come before within some time: of batches, from
    /// the first row on that was let through, and however often it came since.
    ///
    /// What is remembered is counted by the operator's budget: the keys of twice the time at most.
    public DStream<T> dropDuplicatesWithin(Duration time, String... columns) {
        Site site = at("dropDuplicatesWithin");
        return derive(ColumnOperations.distinct(plan, columns, Durations.exactMicros("the time", time, site), site),
                encoding);
    }

    /// Brings each row together with the rows of another stream, of the same batch, that have the same key: say which on the result.
    public JoinedStreams join(DStream<?> right) {
        return new JoinedStreams(this, right);
    }

    /// Brings each row together with the row of a table that has the same key: say which on the result, and end it with `inner()` or `left()`,
    /// `semi()` or `anti()`.
    public JoinedStreams join(Table table) {
        return new JoinedStreams(this, table);
    }

    /// The last row of each key, to be looked up by the rows of other streams. What came in a batch holds for the other rows of that batch
    /// already; of several rows with one key the one that came last.
    ///
    /// Every key that ever came is kept: [#where] or a key of a bounded set keeps that small.
    public Table asTable() {
        context.requireBuilding("asTable");
        return new Table(this, false);
    }

    /// Every pair of rows of the same batch that have these columns in common, which the result has once. The same as
    /// `join(right).on(columns).inner()`.
    public DStream<Row> join(DStream<?> right, String... columns) {
        return join(right).on(columns).inner();
    }

    /// The same stream under a name, for messages, gauges and [#explain].
    public DStream<T> named(String name) {
        return derive(new Plan.Named(plan, Names.require("a named stream", name, at("named"))), encoding);
    }

    /// Prints the first 10 values of every batch on `System.out`, in Spark's format.
    public void print() {
        print(PRINTED_ROWS, System.out);
    }

    public void print(int rows) {
        print(rows, System.out);
    }

    public void print(int rows, PrintStream out) {
        Site site = at("print");
        if (rows < 0) {
            throw new PlanException("print takes a number of rows, not %d [%s]".formatted(rows, site));
        }
        context.add(new Emit.Print<>(plan, encoding, rows, out, site));
    }

    /// Hands every value to a function, one after the other.
    public void foreach(Consumer1<? super T> consumer) {
        context.add(new Emit.Foreach<>(plan, encoding, consumer, at("foreach")));
    }

    /// Hands every row to a function by one cursor, without garbage: access to it after the call throws.
    public void foreachRow(Consumer1<? super Row> consumer) {
        context.add(new Emit.ForeachRow(plan, consumer, at("foreachRow")));
    }

    /// Hands every batch as a whole to a function, with its time; also an empty one. A batch that does not fit into the memory
    /// budget fails the context, by name.
    public void foreachBatch(Consumer2<Dataset<T>, Time> consumer) {
        foreachBatch(Redelivery.UNCOMMITTED, consumer);
    }

    /// The same, and says which batches the function is handed again when a start replays the journal.
    public void foreachBatch(Redelivery redelivery, Consumer2<Dataset<T>, Time> consumer) {
        context.add(new Emit.ForeachBatch<>(plan, encoding, consumer, redelivery, at("foreachBatch")));
    }

    /// Hands the stream to sinks of yours: one for each time that the plan runs.
    public void into(Supplier<? extends Sink> sink) {
        context.add(new Emit.Into(plan, sink, at("into")));
    }

    /// What was described, and the stages that it becomes.
    public String explain() {
        return context.explain(plan);
    }

    final <R> DStream<R> derive(Plan derived, Encoding<R> results) {
        context.requireBuilding(derived.site().operation());
        return new DStream<>(context, derived, results);
    }

    final <K, V> PairDStream<K, V> derivePairs(Plan derived, PairEncoding<K, V> results) {
        context.requireBuilding(derived.site().operation());
        return new PairDStream<>(context, derived, results);
    }

    private DStream<Row> rows(Plan derived) {
        return derive(derived, new RowEncoding(derived.schema()));
    }

    static Site at(String operation) {
        return CallSite.of(operation);
    }
}
