// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.tidemill.StreamingContext;
import io.tidemill.cli.terminal.Amounts;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.ring.Reject;

/// How a run is going, by the engine's own counters: the progress line, and the summary at the end.
final class Progress {
    private static final long SHOW_EVERY_NANOS = 250_000_000;
    private static final int REJECTS_SHOWN = 5;

    private final StreamingContext ssc;
    private final Terminal terminal;
    private Moment began = new Moment(0, 0, 0);
    private Moment shown = began;
    private Moment ended = began;

    /// What had come in by when.
    private record Moment(long nanos, long rows, long bytes) {}

    Progress(StreamingContext ssc, Terminal terminal) {
        this.ssc = ssc;
        this.terminal = terminal;
    }

    /// Just before the context starts.
    void begin() {
        began = new Moment(System.nanoTime(), 0, 0);
        shown = began;
        ended = began;
    }

    /// Looks at the counters, and renews the progress line a few times a second at most.
    void look() {
        note();
        if (terminal.showsProgress() && System.nanoTime() - shown.nanos > SHOW_EVERY_NANOS) {
            Moment now = now();
            terminal.progress(line(now));
            shown = now;
        }
    }

    /// What is replayed before anything new comes in, if anything is.
    Optional<String> replayNotice() {
        long rows = ssc.counters().rowsToReplay.value();
        return rows == 0
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "replays %,d lines of the journal", rows));
    }

    /// What came in, how fast, and what was no line; line by line.
    List<String> summary() {
        note();
        long replayed = ssc.counters().replayedRows.value();
        String before = replayed == 0
                ? ""
                : String.format(Locale.ROOT, "replayed %,d lines of the journal; ", replayed);
        StringBuilder text = new StringBuilder(
                before + String.format(Locale.ROOT, "read %,d lines, %s, in %.2f s: %s", ended.rows,
                        Amounts.bytes(ended.bytes), seconds(began, ended), rates(began, ended)));
        ssc.rejectsBySource().forEach((source, rejects) -> {
            if (rejects > 0) {
                text.append(String.format(Locale.ROOT, "; rejects: %,d from %s", rejects, source));
            }
        });
        text.append(journaled());
        List<String> lines = new ArrayList<>(List.of(text.toString()));
        List<Reject> latest = ssc.latestRejects();
        if (!latest.isEmpty()) {
            lines.add("latest rejects:");
            latest.subList(Math.max(0, latest.size() - REJECTS_SHOWN), latest.size())
                    .forEach(reject -> lines.add("  %s: %s".formatted(reject.place(), reject.reason())));
        }
        return lines;
    }

    private String journaled() {
        long bytes = ssc.counters().journaledRecordBytes.value();
        return bytes == 0 ? "" : "; journal: " + Amounts.bytes(bytes);
    }

    /// Reading ends with the last row, not with the wait for what becomes of it.
    private void note() {
        Moment now = now();
        if (now.rows != ended.rows || now.bytes != ended.bytes) {
            ended = now;
        }
    }

    private String line(Moment now) {
        long toReplay = ssc.counters().rowsToReplay.value();
        long replayed = ssc.counters().replayedRows.value();
        if (replayed < toReplay) {
            return String.format(Locale.ROOT, "replaying the journal: %.0f %%", 100.0 * replayed / toReplay);
        }
        if (ssc.isDiskLow()) {
            return "waits for space on the disk";
        }
        long batchNanos = ssc.counters().processingNanos.value();
        return String.format(Locale.ROOT, "%s, pool %.0f %%%s", rates(shown, now), 100 * ssc.poolUse(),
                batchNanos == 0 ? "" : ", last batch " + Amounts.time(batchNanos / 1e3));
    }

    private static String rates(Moment from, Moment to) {
        double seconds = seconds(from, to);
        return "%s lines/s, %s/s".formatted(Amounts.count((to.rows - from.rows) / seconds),
                Amounts.megabytes((to.bytes - from.bytes) / seconds));
    }

    private static double seconds(Moment from, Moment to) {
        return Math.max(1, to.nanos - from.nanos) / 1e9;
    }

    private Moment now() {
        EngineCounters counters = ssc.counters();
        return new Moment(System.nanoTime(), counters.rowsIn.value(), counters.bytesIn.value());
    }
}
