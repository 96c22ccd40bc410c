// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Durability;
import io.tidemill.journal.Storage;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.plan.Micros;
import io.tidemill.runtime.config.DataConfig;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.config.RowPolicy;
import io.tidemill.runtime.config.StateConfig;
import io.tidemill.time.Clock;

/// Chooses how a context runs. Everything has a default:
///
/// | what | default |
/// |---|---|
/// | [#batching] | every 100 ms |
/// | [#parallelism] | one lane |
/// | [#layout] | one engine thread |
/// | [#idle] | spin briefly, then park |
/// | [#memoryBudget] | a quarter of the machine's memory, at most 2 GiB |
/// | [#stateBudget], [#spillTo] | as much as there is memory; beyond that state is refused |
/// | [#blockRows], [#blocksPerPublisher] | 8,192 rows, 16 blocks |
/// | [#ringSlots] | 64 |
/// | [#outputChunks] | 4 for each output operation |
/// | [#lineLimit] | 1 MiB |
/// | [#onRejects] | counted |
/// | [#onRowFailure] | the context stops |
/// | [#onValueFailure] | null, and counted |
/// | [#onDeadLetter] | nobody |
/// | [#clock] | the system's |
/// | [#checkpoint] | no directory: the input is kept in memory only |
/// | [#durability] | `PROCESS` |
///
/// Values are checked as they are set.
public final class StreamingContextBuilder {
    private static final int MOST_LANES = KeyTable.RANGES;
    private static final long MOST_DEFAULT_MEMORY = 2L << 30;

    private final String name;
    private Batching batching = Batching.every(Duration.ofMillis(100));
    private int lanes = 1;
    private ThreadLayout layout = ThreadLayout.one();
    private IdleMode idle = IdleMode.PARK;
    private Clock clock = Clock.system();
    private int blockRows = 8_192;
    private int blocksPerPublisher = 16;
    private int lineLimitBytes = 1 << 20;
    private int ringSlots = 64;
    private int outputChunks = 4;
    private long memoryBytes = defaultMemoryBytes();
    private OptionalLong stateBytes = OptionalLong.empty();
    private Optional<StateConfig.Spilling> spill = Optional.empty();
    private RejectPolicy onRejects = RejectPolicy.COUNT;
    private @Nullable Path data;
    private Durability durability = Durability.PROCESS;
    private JournalCarrier carrier = JournalCarrier.BEST;
    private boolean acceptDataLoss;
    private Storage disk = DataConfig.DISK;
    private RowFailure onRowFailure = RowFailure.STOP;
    private ValueFailure onValueFailure = ValueFailure.NULL;
    private @Nullable DeadLetterTaker deadLetterTaker;

    StreamingContextBuilder(String name) {
        if (name.isBlank()) {
            throw new PlanException("a context needs a name");
        }
        this.name = name;
    }

    /// When batches end: `every(Duration.ofMillis(100))` or `natural()`, both of [Batching].
    public StreamingContextBuilder batching(Batching choice) {
        batching = choice;
        return this;
    }

    /// How many lanes the work is divided into: chunk after chunk goes to the next lane, and what the lanes gather comes together at the
    /// end of a batch. The same number gives the same output on any number of threads, so it is part of the plan: a [#checkpoint]
    /// directory keeps it. More lanes than threads that run them ([#layout]) gain nothing.
    public StreamingContextBuilder parallelism(int choice) {
        lanes = (int) between("parallelism", choice, 1, MOST_LANES);
        return this;
    }

    /// Which agents of the engine share a thread.
    public StreamingContextBuilder layout(ThreadLayout choice) {
        layout = choice;
        return this;
    }

    /// What an engine thread does when there is nothing to do.
    public StreamingContextBuilder idle(IdleMode choice) {
        idle = choice;
        return this;
    }

    /// Where batch times come from; for tests.
    public StreamingContextBuilder clock(Clock choice) {
        clock = choice;
        return this;
    }

    /// The bytes that all blocks, states and kept batches of the context may take together.
    public StreamingContextBuilder memoryBudget(long bytes) {
        memoryBytes = atLeast("memoryBudget", bytes, 1 << 16);
        return this;
    }

    /// The bytes that what operators remember may take of the [#memoryBudget]: the keys of groups, windows, joins, whatever is there because of
    /// rows that have passed. Beyond it the context fails with a [StateException] that names the operator, unless there is a
    /// directory to [#spillTo].
    public StreamingContextBuilder stateBudget(long bytes) {
        stateBytes = OptionalLong.of(atLeast("stateBudget", bytes, 1 << 12));
        return this;
    }

    /// Where tables go on when the [#stateBudget] is used up (half of the [#memoryBudget] if it was not set): in files on the disk of this
    /// directory, which have no names and are gone with the process. Rows and results are the same, only later. Java objects, which
    /// untyped lambdas keep, cannot spill. Takes a 64-bit Linux.
    ///
    /// @param mostBytes of the disk; beyond them state is refused
    public StreamingContextBuilder spillTo(Path directory, long mostBytes) {
        spill = Optional.of(new StateConfig.Spilling(directory, atLeast("spillTo", mostBytes, 1 << 16)));
        return this;
    }

    /// The rows of a block, and so of the longest chunk: fewer for less latency, more for less overhead.
    public StreamingContextBuilder blockRows(int rows) {
        blockRows = (int) between("blockRows", rows, 1, 1 << 16);
        return this;
    }

    /// The blocks of each publisher: what it may be ahead of the engine. A power of two.
    public StreamingContextBuilder blocksPerPublisher(int blocks) {
        blocksPerPublisher = powerOfTwo("blocksPerPublisher", (int) between("blocksPerPublisher", blocks, 2, 1 << 16));
        return this;
    }

    /// The chunks and ticks that may be under way between ingest and operators. A power of two.
    public StreamingContextBuilder ringSlots(int slots) {
        ringSlots = powerOfTwo("ringSlots", (int) between("ringSlots", slots, 2, 1 << 20));
        return this;
    }

    /// The chunks of results that may wait for each output operation.
    public StreamingContextBuilder outputChunks(int chunks) {
        outputChunks = (int) between("outputChunks", chunks, 2, 1 << 16);
        return this;
    }

    /// The longest text of a row, in bytes: a longer line is a reject.
    public StreamingContextBuilder lineLimit(int bytes) {
        lineLimitBytes = (int) between("lineLimit", bytes, 1, 1 << 28);
        return this;
    }

    /// What becomes of bytes that are no row.
    public StreamingContextBuilder onRejects(RejectPolicy choice) {
        onRejects = choice;
        return this;
    }

    /// Keeps the input in a journal in this directory, which belongs to this context alone, and goes on from there when it is started
    /// again: rows that were acknowledged are never lost, sources go on where they were, and batches that are out are not put out
    /// again.
    public StreamingContextBuilder checkpoint(Path directory) {
        data = directory;
        return this;
    }

    /// What acknowledged rows survive, with a [#checkpoint] directory.
    public StreamingContextBuilder durability(Durability choice) {
        durability = choice;
        return this;
    }

    /// What carries the journal of a new [#checkpoint] directory to the disk.
    public StreamingContextBuilder journalCarrier(JournalCarrier choice) {
        carrier = choice;
        return this;
    }

    /// Starts even if the journal is corrupt: from what is whole in front of the damage. What lies behind is lost.
    public StreamingContextBuilder acceptDataLoss() {
        acceptDataLoss = true;
        return this;
    }

    /// What the [#checkpoint] directory is on: for tests, whose disks fail.
    StreamingContextBuilder disk(Storage choice) {
        disk = choice;
        return this;
    }

    /// What becomes of rows on which a function of yours throws. A verdict for a single row wins over this.
    public StreamingContextBuilder onRowFailure(RowFailure choice) {
        onRowFailure = choice;
        return this;
    }

    /// What becomes of values that expressions cannot compute: integers that leave their type, divisions by zero, casts that fail.
    public StreamingContextBuilder onValueFailure(ValueFailure choice) {
        onValueFailure = choice;
        return this;
    }

    /// What takes dead letters: called with each, in order, when the row that led to it is durable, as every output is. If it throws
    /// the context stops.
    public StreamingContextBuilder onDeadLetter(Consumer1<? super DeadLetter> consumer) {
        deadLetterTaker = new DeadLetterTaker(consumer, CallSite.of("onDeadLetter"));
        return this;
    }

    public StreamingContext build() {
        if (layout.laneThreads() > lanes) {
            throw new PlanException(
                    "%d threads are to run lanes, but there are %d: parallelism(%d) makes as many, or choose a layout of fewer threads"
                            .formatted(layout.laneThreads(), lanes, layout.laneThreads()));
        }
        return new StreamingContext(new EngineConfig(name, batching, layout, idle, clock, blockRows, blocksPerPublisher,
                lineLimitBytes, ringSlots,
                outputChunks, memoryBytes, state(), onRejects == RejectPolicy.FAIL,
                new RowPolicy(onRowFailure, onValueFailure, Optional.ofNullable(data)), lanes),
                Optional.ofNullable(data)
                        .map(directory -> new DataConfig(directory, durability, carrier, acceptDataLoss, disk)),
                Optional.ofNullable(deadLetterTaker));
    }

    private StateConfig state() {
        if (stateBytes.isPresent() && stateBytes.getAsLong() > memoryBytes) {
            throw new PlanException("stateBudget is a part of memoryBudget: %,d bytes of %,d are none"
                    .formatted(stateBytes.getAsLong(), memoryBytes));
        }
        return new StateConfig(stateBytes.orElse(spill.isPresent() ? memoryBytes / 2 : Long.MAX_VALUE), spill);
    }

    /// What a context runs with, for the log.
    static String described(EngineConfig config) {
        String batches = described(config.batching(), config.lanes());
        String threads = config.layout().isInline()
                ? "no thread of its own"
                : config.layout().threads() + " engine thread(s)";
        String cores = config.layout().cores().isEmpty() ? "" : " on cores " + config.layout().cores();
        return "%s, %s%s, idle %s, memory %,d bytes%s, blocks of %,d rows (%d a publisher), lines up to %,d bytes, %d ring slots, %d output chunks, rejects %s, rows that fail %s, values that fail %s"
                .formatted(batches, threads, cores, config.idleMode(), config.memoryBytes(), described(config.state()),
                        config.blockRows(),
                        config.blocksPerPublisher(),
                        config.lineLimitBytes(), config.ringSlots(), config.outputBlocks(),
                        config.failOnReject() ? "fail" : "counted", described(config.rows().otherwise()),
                        config.rows().values() == ValueFailure.STOP ? "stop" : "null");
    }

    private static String described(StateConfig state) {
        String spill = state.spill()
                .map(to -> ", then up to %,d on disk in %s".formatted(to.diskBytes(), to.directory()))
                .orElse("");
        return state.isBounded() ? " (state up to %,d%s)".formatted(state.memoryBytes(), spill) : "";
    }

    private static String described(RowFailure choice) {
        return switch (choice) {
            case STOP -> "stop";
            case SKIP -> "skipped";
            case DEAD_LETTER -> "dead letters";
        };
    }

    /// What ends batches and in how many lanes they are worked on: the same rows come out only of the same.
    static String described(Batching batching, int lanes) {
        String batches = switch (batching) {
            case Batching.Every(long intervalMicros) -> "a batch every " + Micros.text(intervalMicros);
            case Batching.Natural() -> "natural batches";
        };
        return lanes == 1 ? batches : "%s, %d lanes".formatted(batches, lanes);
    }

    private static long defaultMemoryBytes() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            return Math.min(system.getTotalMemorySize() / 4, MOST_DEFAULT_MEMORY);
        }
        return MOST_DEFAULT_MEMORY / 4;
    }

    private static long atLeast(String what, long value, long least) {
        return between(what, value, least, Long.MAX_VALUE);
    }

    private static long between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new PlanException(most == Long.MAX_VALUE
                    ? "%s must be %,d at least, was %,d".formatted(what, least, value)
                    : "%s must be between %,d and %,d, was %,d".formatted(what, least, most, value));
        }
        return value;
    }

    private static int powerOfTwo(String what, int value) {
        if (Integer.bitCount(value) != 1) {
            throw new PlanException("%s must be a power of two, was %,d".formatted(what, value));
        }
        return value;
    }
}
