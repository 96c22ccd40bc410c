// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.recovery;

import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.StateException;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.Fingerprint;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.MemoryJournal;
import io.tidemill.journal.directory.CommitLog;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.directory.Diagnosis;
import io.tidemill.journal.directory.DirectoryReader;
import io.tidemill.journal.directory.JournalFacts;
import io.tidemill.journal.directory.JournalFiles;
import io.tidemill.journal.directory.JournalScan;
import io.tidemill.journal.directory.ScanProgress;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.runtime.config.DataConfig;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.failure.Closing;
import io.tidemill.time.BatchClock;

/// Opens a data directory: finds out what earlier starts have left there, and begins the next one.
///
/// In this order, so that a death at any point leaves what the next start can do the same with: lock, secure what is there if it is
/// to survive a power cut, scan, compare the plan, begin the incarnation that seals its predecessor. Nothing changes before the scan has
/// said where the journal ends.
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long FILE_BYTES = 256L << 20;
    private static final long AHEAD_BYTES = 32L << 20;
    private static final long JOURNAL_MEMORY_BYTES = 1L << 30;

    private final DataConfig data;
    private final EngineConfig config;
    private final ExecutionPlan plan;
    private final List<String> fingerprint;
    private final DataDirectory directory;
    private final JournalFiles files;
    private final MemoryBudget budget;
    private final List<CommitLog> commitLogs = new ArrayList<>();

    private Recovery(DataConfig data, EngineConfig config, ExecutionPlan plan, List<String> fingerprint,
            DataDirectory directory) {
        this.data = data;
        this.config = config;
        this.plan = plan;
        this.fingerprint = fingerprint;
        this.directory = directory;
        this.files = new JournalFiles(data.disk(), directory.carrier(), directory.path());
        this.budget = MemoryBudget.limited(config.name() + " journal", JOURNAL_MEMORY_BYTES);
    }

    /// @param fingerprint of the plan, see [Fingerprint]
    public static Keeping open(DataConfig data, EngineConfig config, ExecutionPlan plan, List<String> fingerprint) {
        try {
            Recovery recovery = new Recovery(data, config, plan, fingerprint, Carriers.open(data));
            try {
                return recovery.begin();
            } catch (RuntimeException | Error failed) {
                recovery.abandon(failed);
                throw failed;
            }
        } catch (JournalException refused) {
            throw new StateException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private Keeping begin() {
        if (isForced()) {
            directory.secure(budget);
        }
        JournalFacts facts = facts();
        JournalHeader last = facts.header();
        if (last != null) {
            requireSamePlan(last);
        }
        openCommitLogs();
        CommitKeeper commits = new CommitKeeper(commitLogs, isForced());
        History history = history(facts, last, nextBatch(facts, commits));
        Journal journal = history.complete()
                ? new MemoryJournal(facts.lastSequence()) // takes nothing, and all that is there is as durable as is promised
                : directory.begin(header(facts, last, history), FILE_BYTES, AHEAD_BYTES, budget);
        return new Keeping(journal, history, commits, this::close);
    }

    private boolean isForced() {
        return data.durability().level() == Durability.Level.POWER;
    }

    private JournalFacts facts() {
        Diagnosis found = JournalScan.scan(files, budget, ScanProgress.NONE);
        switch (found) {
            case Diagnosis.Sound _ -> {}
            case Diagnosis.TornTail torn -> LOG.warn("{}: {}", data.directory(), torn);
            case Diagnosis.Corrupt corrupt -> {
                if (!data.acceptDataLoss()) {
                    throw corrupt.refusal();
                }
                LOG.warn("{}: {}; accepted, as was asked for", data.directory(), corrupt);
            }
        }
        return found.facts();
    }

    private void requireSamePlan(JournalHeader last) {
        String difference = Fingerprint.difference(last.fingerprint(), fingerprint);
        if (!last.context().equals(config.name())) {
            difference = "it is the journal of context `%s`, not of `%s`".formatted(last.context(), config.name());
        }
        if (!difference.isEmpty()) {
            throw new JournalException(JournalException.Kind.MISMATCH,
                    "the data directory %s was written by another plan: %s; run that plan, or name another directory"
                            .formatted(data.directory(), difference));
        }
    }

    /// The id of the next batch: no sink may have got it already, which it can have only if the journal has lost what was durable.
    private long nextBatch(JournalFacts facts, CommitKeeper commits) {
        JournalFacts.LastTick tick = facts.lastTick();
        long journaled = tick == null ? -1 : tick.batchId();
        long committed = commits.highest();
        if (committed > journaled && !data.acceptDataLoss()) {
            throw new JournalException(JournalException.Kind.SINK_AHEAD,
                    "the journal in %s ends with batch %,d, and a sink has batch %,d: part of the journal is missing. Restore it, or accept the loss (acceptDataLoss, --accept-data-loss) to go on with batch %,d"
                            .formatted(data.directory(), journaled, committed, committed + 1));
        }
        return Math.max(journaled, committed) + 1;
    }

    private History history(JournalFacts facts, @Nullable JournalHeader last, long nextBatch) {
        long now = config.clock().micros();
        if (last == null) {
            return History.beginning(
                    new BatchClock(config.batching(), plan.tickDivisorMicros(), now).zeroMicros(), nextBatch);
        }
        Map<History.Name, History.Past> publishers = new HashMap<>();
        facts.publishers()
                .forEach((key, known) -> publishers.put(new History.Name(key.input(), key.publisher()),
                        new History.Past(known.nextRow(), known.offsets())));
        Map<History.Part, Long> rejects = new HashMap<>();
        facts.rejectOffsets()
                .forEach((key, offset) -> rejects.put(new History.Part(key.source(), key.part()), offset));
        JournalFacts.LastTick tick = facts.lastTick();
        boolean complete = tick != null && tick.complete(); // only verdicts may follow
        LOG.info("{}", String.format(Locale.ROOT, "%s: replays %,d rows, %,d bytes, of %d earlier starts%s",
                data.directory(), facts.rows(), facts.bytes(), last.incarnation(),
                complete ? "; all inputs had ended" : ""));
        return new History(facts.lastSequence(), last.zeroMicros(), nextBatch,
                tick == null ? 0 : tick.batchTimeMicros(), complete,
                last.blockRows(), last.textBytes(), facts.bytes(), facts.rows(), publishers, rejects,
                facts.verdicts(), () -> DirectoryReader.ofPrefix(files, facts, budget));
    }

    private void openCommitLogs() {
        for (int sink = 0; sink < plan.sinks().size(); sink++) {
            String name = "%d-%s".formatted(sink, plan.sinks().get(sink).name().replaceAll("[^A-Za-z0-9_-]", "_"));
            commitLogs.add(directory.commitLog(name, data.acceptDataLoss(), budget));
        }
    }

    private JournalHeader header(JournalFacts facts, @Nullable JournalHeader last, History history) {
        List<JournalHeader.Input> inputs = plan.inputs()
                .stream()
                .map(input -> new JournalHeader.Input(input.name(), input.schema()))
                .toList();
        return new JournalHeader(config.name(), facts.newestIncarnation() + 1, facts.lastSequence() + 1, facts.seal(),
                config.clock().micros(), history.requireZeroMicros(), data.durability(), inputs,
                Math.max(config.blockRows(), last == null ? 0 : last.blockRows()),
                Math.max(config.textBytes(), last == null ? 0 : last.textBytes()), fingerprint, environment());
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("jdk", Runtime.version() + " " + System.getProperty("java.vm.vendor", ""));
        environment.put("machine", System.getProperty("os.arch", "") + ", " + Forge.describe());
        environment.put("time zones", ZoneRulesProvider.getVersions("UTC").lastKey());
        return environment;
    }

    /// Leaves everything as it is for the next start, which may come in this process.
    private void abandon(Throwable cause) {
        Closing closing = new Closing();
        commitLogs.forEach(closing::close);
        closing.close(this::close);
        try {
            closing.rethrow();
        } catch (RuntimeException | Error failed) {
            cause.addSuppressed(failed);
        }
    }

    private void close() {
        try {
            directory.close();
        } finally {
            budget.close();
        }
    }
}
