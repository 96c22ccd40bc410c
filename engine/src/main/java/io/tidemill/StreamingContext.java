// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.RowEncoding;
import io.tidemill.compile.Compiler;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.Explain;
import io.tidemill.compile.Fingerprint;
import io.tidemill.connector.BatchSource;
import io.tidemill.connector.Source;
import io.tidemill.connector.source.QueueSource;
import io.tidemill.connector.source.SocketTextSource;
import io.tidemill.connector.source.TextFileSource;
import io.tidemill.connector.source.TextFileStreamSource;
import io.tidemill.memory.Schema;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.plan.Emit;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Slides;
import io.tidemill.plan.Window;
import io.tidemill.ring.Reject;
import io.tidemill.runtime.Engine;
import io.tidemill.runtime.config.DataConfig;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.source.SourceBinding;

/// Where streams are described and then run.
///
/// Describe inputs, streams and output operations; [#start]; [#stop] or [#close] once, for good. Any number of contexts run side
/// by side in one JVM. All methods may be called from any thread, but what waits must not be called from a callback.
///
/// ```java
/// try (var ssc = StreamingContext.builder("word-count").build()) {
///     ssc.socketTextStream("localhost", 9999)
///        .select(explode(words(col("value"))).as("word"))
///        .groupBy("word").window(minutes(10), seconds(2)).agg(count())
///        .print();
///     ssc.start();
///     ssc.awaitTermination();
/// }
/// ```
public final class StreamingContext implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingContext.class);

    private final EngineConfig config;
    private final Optional<DataConfig> data;
    private final Optional<DeadLetterTaker> deadLetterTaker;
    private final List<Plan.Scan> inputs = new ArrayList<>();
    private final List<SourceBinding> sources = new ArrayList<>();
    private final List<Emit> outputs = new ArrayList<>();
    private ContextState state = ContextState.INITIALIZED;
    private volatile @Nullable Engine engine; // from the start on; engine threads look at it while start holds the lock

    StreamingContext(EngineConfig config, Optional<DataConfig> data, Optional<DeadLetterTaker> deadLetterTaker) {
        this.config = config;
        this.data = data;
        this.deadLetterTaker = deadLetterTaker;
    }

    /// A context of this name, for messages, threads and gauges.
    public static StreamingContextBuilder builder(String name) {
        return new StreamingContextBuilder(name);
    }

    public String name() {
        return config.name();
    }

    public synchronized ContextState state() {
        return state;
    }

    /// An input that threads of yours push values into: of a wrapper, `String`, `Instant`, `LocalDate`, or a record of these and
    /// of primitives.
    public <T> Input<T> input(String inputName, Class<T> rowType) {
        return input(inputName, Encodings.of(rowType));
    }

    /// An input that threads of yours push rows into, column by column ([Publisher#begin]).
    public Input<Row> input(String inputName, Schema schema) {
        return input(inputName, new RowEncoding(schema));
    }

    private synchronized <T> Input<T> input(String inputName, Encoding<T> encoding) {
        Site site = CallSite.of("input");
        DStream<T> stream = scan(Names.require("an input", inputName, site), encoding, site);
        return new Input<>(this, stream, inputs.size() - 1, inputName);
    }

    /// Lines of text from a socket, connected again whenever it is lost.
    public DStream<String> socketTextStream(String host, int port) {
        return source(new SocketTextSource(host, port), Encodings.of(String.class), CallSite.of("socketTextStream"));
    }

    /// Lines of the files that are moved into a directory from now on, which may be a glob.
    public DStream<String> textFileStream(String directory) {
        return source(new TextFileStreamSource(directory), Encodings.of(String.class), CallSite.of("textFileStream"));
    }

    /// Lines of one file, which ends the stream.
    public DStream<String> textFile(Path file) {
        return source(new TextFileSource(file), Encodings.of(String.class), CallSite.of("textFile"));
    }

    /// One queued dataset a batch.
    public <T> DStream<T> queueStream(Class<T> rowType, Queue<? extends Iterable<T>> queue) {
        return queueStream(rowType, queue, true, List.of());
    }

    /// One queued dataset a batch, or all that are queued.
    ///
    /// @param defaultDataset what a batch gets when nothing is queued
    public synchronized <T> DStream<T> queueStream(Class<T> rowType, Queue<? extends Iterable<T>> queue,
            boolean oneAtATime,
            Iterable<T> defaultDataset) {
        BatchSource<T> source = new QueueSource<>(queue, oneAtATime, defaultDataset);
        return pulled(source.name(), source, rowType, CallSite.of("queueStream"));
    }

    private <T> DStream<T> pulled(String wantedName, BatchSource<T> source, Class<T> rowType, Site site) {
        Encoding<T> encoding = Encodings.of(rowType);
        String name = unused(wantedName);
        DStream<T> stream = scan(name, encoding, site);
        sources.add(new SourceBinding.Pulled<>(inputs.size() - 1, new NamedBatchSource<>(name, source),
                encoding.codec()));
        return stream;
    }

    /// A table that a function of yours loads as a whole: now, and again whenever you call [Reference#reload].
    ///
    /// @throws ConnectorException if the loader throws
    public synchronized <T> Reference<T> reference(String name, Class<T> rowType,
            Callable<? extends Collection<T>> loader) {
        Site site = CallSite.of("reference");
        requireBuilding(site.operation());
        String required = Names.require("a reference", name, site);
        Queue<List<T>> versions = new ConcurrentLinkedQueue<>();
        versions.add(Reference.load(required, loader));
        DStream<T> rows = pulled(required, new QueueSource<>(versions, true, List.of()), rowType, site);
        return new Reference<>(this, required, loader, versions, new Table(rows, true));
    }

    /// Values of a source of yours.
    public <T> DStream<T> source(Source source, Class<T> rowType) {
        return source(source, Encodings.of(rowType), CallSite.of("source"));
    }

    /// Rows of a source of yours.
    public DStream<Row> source(Source source, Schema schema) {
        return source(source, new RowEncoding(schema), CallSite.of("source"));
    }

    /// Text that is read into the columns of a class: of a wrapper, `String`, `Instant`, `LocalDate`, or a record of these and of
    /// primitives.
    public <T> StreamReader<T> readStream(Class<T> rowType) {
        return new StreamReader<>(this, Encodings.of(rowType));
    }

    /// Text that is read into columns.
    public StreamReader<Row> readStream(Schema schema) {
        return new StreamReader<>(this, new RowEncoding(schema));
    }

    synchronized <T> DStream<T> source(Source source, Encoding<T> encoding, Site site) {
        String name = unused(Names.require("a source", source.name(), site));
        DStream<T> stream = scan(name, encoding, site);
        sources.add(new SourceBinding.Running(inputs.size() - 1, NamedSource.of(name, source), encoding.codec()));
        return stream;
    }

    private <T> DStream<T> scan(String inputName, Encoding<T> encoding, Site site) {
        requireBuilding(site.operation());
        if (inputs.stream().anyMatch(known -> known.name().equals(inputName))) {
            throw new PlanException("context `%s` has two inputs named `%s` [%s]".formatted(name(), inputName, site));
        }
        Plan.Scan scan = new Plan.Scan(inputs.size(), inputName, encoding.schema(), site);
        inputs.add(scan);
        return new DStream<>(this, scan, encoding);
    }

    private String unused(String sourceName) {
        long same = inputs.stream()
                .filter(known -> known.name().equals(sourceName) || known.name().startsWith(sourceName + "#"))
                .count();
        return same == 0 ? sourceName : sourceName + "#" + (same + 1);
    }

    /// The values of several streams.
    public <T> DStream<T> union(List<DStream<T>> streams) {
        Site site = CallSite.of("union");
        if (streams.isEmpty()) {
            throw new PlanException("a union needs a stream [%s]".formatted(site));
        }
        return Unions.of(streams.getFirst(), streams.subList(1, streams.size()), site);
    }

    /// Starts what was described. A second call is a warning.
    public synchronized void start() throws InterruptedException {
        switch (state) {
            case ACTIVE -> LOG.warn("context `{}` has been started already", name());
            case STOPPED -> throw stopped("start");
            case INITIALIZED -> {
                if (outputs.isEmpty()) {
                    throw new PlanException(
                            "context `%s` has nothing to do: give a stream an output operation, such as print(), before start"
                                    .formatted(name()));
                }
                LOG.info("context `{}` starts: {}", name(), StreamingContextBuilder.described(config));
                Engine made = engine(runnable());
                engine = made;
                state = ContextState.ACTIVE;
                startOrClose(made);
            }
        }
    }

    private Engine engine(ExecutionPlan plan) {
        return data.map(place -> Engine.goingOn(config, plan, sources, place,
                Fingerprint.of(StreamingContextBuilder.described(config.batching(), config.lanes()), inputs, outputs)))
                .orElseGet(() -> new Engine(config, plan, sources));
    }

    private ExecutionPlan runnable() {
        ExecutionPlan plan = compile(outputs);
        return deadLetterTaker.map(taker -> plan.withDeadLetters(taker.consumer(), taker.site())).orElse(plan);
    }

    private void startOrClose(Engine made) throws InterruptedException {
        try {
            made.start();
        } catch (RuntimeException | Error | InterruptedException failed) {
            state = ContextState.STOPPED;
            made.close();
            throw failed;
        }
    }

    /// Waits until the context has stopped; throws what made it fail.
    public void awaitTermination() throws InterruptedException {
        started("awaitTermination").awaitTermination();
    }

    /// Waits until the context has stopped, which is true, or the time has passed, which is false; throws what made it fail.
    public boolean awaitTerminationOrTimeout(Duration timeout) throws InterruptedException {
        return started("awaitTerminationOrTimeout").awaitTermination(TimeUnit.NANOSECONDS.convert(timeout),
                TimeUnit.NANOSECONDS);
    }

    /// The same in milliseconds, as in Spark.
    public boolean awaitTerminationOrTimeout(long timeoutMillis) throws InterruptedException {
        return awaitTerminationOrTimeout(Duration.ofMillis(timeoutMillis));
    }

    /// Waits until every bounded source has ended and everything it gave has been output.
    public void awaitInputEnd() throws InterruptedException {
        started("awaitInputEnd").awaitInputEnd();
    }

    /// The same with a limit: false if it has passed.
    public boolean awaitInputEnd(Duration timeout) throws InterruptedException {
        return started("awaitInputEnd").awaitInputEnd(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    /// Whether the journal says that all inputs had ended in an earlier start: it is only replayed, and nothing follows.
    public boolean isComplete() {
        return started("isComplete").isComplete();
    }

    /// Waits until the code that the streams need has been compiled: for those who measure, or must not be slow at first.
    public void awaitWarm() throws InterruptedException {
        active("awaitWarm").awaitWarm();
    }

    /// Drives the context in the inline layout: does what there is to do, and answers 0 if there was nothing.
    public int doWork() {
        return active("doWork").doWork();
    }

    /// Stops, for good; harmless when it has stopped. Not for callbacks: an engine thread cannot wait for itself, and throws.
    ///
    /// A callback that does not return is interrupted after two seconds. A graceful stop waits for it; an interrupt of the caller, or a
    /// stop by another thread that is not graceful, ends that.
    ///
    /// @param graceful ends the sources first, and lets everything that came in go out; else what is under way is dropped
    public void stop(boolean graceful) {
        Engine running;
        synchronized (this) {
            running = engine;
            if (running == null) {
                state = ContextState.STOPPED;
                return;
            }
        }
        try {
            running.stop(graceful);
        } finally {
            synchronized (this) {
                state = running.isStopped() ? ContextState.STOPPED : state;
            }
        }
    }

    /// Stops at once, as [#close] does.
    ///
    /// Mind, coming from Spark: there the one flag of `stop` says what becomes of the Spark context, here it says [#stop(boolean)].
    public void stop() {
        stop(false);
    }

    /// Stops at once.
    @Override
    public void close() {
        stop(false);
    }

    /// What the context has done so far, in numbers.
    public EngineCounters counters() {
        return started("counters").counters();
    }

    /// All numbers of the context as they are now, by name: `tidemill_operator_rows_total{context="c",operator="trades/map"}`.
    public Map<String, Long> metrics() {
        return started("metrics").status().metrics();
    }

    /// The share of the publishers' blocks that is in use, from 0 to 1: close to 1, publishers wait.
    public double poolUse() {
        return started("poolUse").status().poolUse();
    }

    /// Whether intake waits until there is space on the disk for the journal: publishers wait, or are told that there is no room. It
    /// goes on by itself.
    public boolean isDiskLow() {
        return started("isDiskLow").status().isDiskLow();
    }

    /// What the sources are doing, by name: the second of a name is `name#2`.
    public Map<String, String> sourceStates() {
        return started("sourceStates").status().sourceStates();
    }

    /// How many bytes that were no row each source has met.
    public Map<String, Long> rejectsBySource() {
        return started("rejectsBySource").status().rejectsBySource();
    }

    /// How many values each source has made null in this start because they were none of their columns, where that was asked for
    /// ([io.tidemill.format.BadValues#NULL]).
    public Map<String, Long> badValuesBySource() {
        return started("badValuesBySource").status().badValuesBySource();
    }

    /// The latest rejects, oldest first, each with its place and the reason.
    public List<Reject> latestRejects() {
        return started("latestRejects").status().latestRejects();
    }

    /// The latest rows that became dead letters, oldest first, whether or not anybody takes them.
    public List<DeadLetter> deadLetters() {
        return started("deadLetters").status().deadLetters();
    }

    synchronized void add(Emit output) {
        requireBuilding(output.site().operation());
        outputs.add(output);
    }

    String explain(Plan plan) {
        return Explain.text(plan, compile(List.of(Explain.emit(plan))), config.lanes());
    }

    synchronized void requireBuilding(String operation) {
        if (state != ContextState.INITIALIZED) {
            throw state == ContextState.STOPPED
                    ? stopped(operation)
                    : new IllegalStateException(
                            "context `%s` is running: call %s before start".formatted(name(), operation));
        }
    }

    /// A window that slides by the stream's own slide, or by the batch interval.
    Window.Sliding window(Plan input, Duration length, Site site) {
        long parent = Slides.of(input);
        long slide = parent == Slides.EVERY_BATCH ? intervalMicros() : parent;
        if (slide == 0) {
            throw new PlanException(
                    "natural batches have no interval: say how far the window slides [%s]".formatted(site));
        }
        return Slides.window(input, Durations.exactMicros("the window", length, site), slide, intervalMicros(), site);
    }

    Window.Sliding window(Plan input, Duration length, Duration slide, Site site) {
        return Slides.window(input, Durations.exactMicros("the window", length, site),
                Durations.exactMicros("the slide", slide, site), intervalMicros(), site);
    }

    long intervalMicros() {
        return config.batching() instanceof Batching.Every(long micros) ? micros : 0;
    }

    /// The engine, as long as the context runs.
    synchronized Engine active(String call) {
        if (state == ContextState.STOPPED) {
            throw stopped(call);
        }
        return started(call);
    }

    /// The engine, also after the stop.
    private Engine started(String call) {
        Engine made = engine;
        if (made == null) {
            throw new IllegalStateException(
                    "context `%s` has not been started: call start before %s".formatted(name(), call));
        }
        return made;
    }

    private ExecutionPlan compile(List<Emit> emits) {
        return Compiler.compile(List.copyOf(inputs), emits, () -> started("foreachBatch").budget());
    }

    private IllegalStateException stopped(String call) {
        return new IllegalStateException(
                "context `%s` was stopped, for good: build a new one to %s".formatted(name(), call));
    }
}
