// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.inspect;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.journal.dump.EntryText;
import io.tidemill.cli.journal.printing.Values;
import io.tidemill.cli.journal.reading.Counts;
import io.tidemill.cli.terminal.Amounts;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.directory.Commit;
import io.tidemill.journal.directory.CommitLogs;
import io.tidemill.journal.directory.FormatFile;
import io.tidemill.memory.Field;

/// An [InspectionReport] as lines that people read.
final class InspectionText {
    private final PrintStream out;

    InspectionText(PrintStream out) {
        this.out = out;
    }

    void write(InspectionReport report) {
        Counts counts = report.inspection().counts();
        line("%s: carrier %s, format %d, made %s%s", report.directory(), report.format().carrier(), FormatFile.VERSION,
                report.format().made(),
                report.openedBy().isPresent() ? ", open in process " + report.openedBy().getAsLong() : "");
        line("  %s: %s", report.finding().state().word(), report.finding().sentence());
        line("  batches: %s%s", batches(counts), report.isComplete() ? "; complete: all inputs have ended" : "");
        line("  rejects: %,d, verdicts: %,d", counts.rejects(), counts.verdicts());
        line("  on the disk: %s, records: %s", Amounts.bytes(report.allocatedBytes()),
                Amounts.bytes(report.finding().facts().bytes()));
        report.starts().forEach(start -> writeStart(start, report.directory()));
        writePublishers(report.inspection());
        writeRejects(report.inspection());
        writeVerdicts(report.inspection());
        writeCommits(report);
    }

    private void writeStart(InspectionReport.Start start, Path directory) {
        out.println();
        if (start.seen().isPresent()) {
            writeHeader(start.seen().get());
        } else {
            line("incarnation %d: no part of the journal", start.incarnation());
        }
        start.files().forEach(file -> writeFile(file, directory));
    }

    private void writeHeader(Inspection.Incarnation incarnation) {
        JournalHeader header = incarnation.header();
        Counts counts = incarnation.counts();
        line("incarnation %d: context %s, begun %s, durability %s", header.incarnation(), header.context(),
                Values.moment(header.createdMicros()), header.durability());
        line("  %s", counts.isEmpty()
                ? "no entries"
                : String.format(Locale.ROOT, "sequences %d to %d, chunks: %,d, rows: %,d, batches: %s",
                        counts.firstSequence(), counts.lastSequence(), counts.chunks(), counts.rows(),
                        batches(counts)));
        line("  blocks of %,d rows and %,d bytes of text", header.blockRows(), header.textBytes());
        header.inputs().forEach(input -> line("  input %s: %s", input.name(), columns(input)));
        header.fingerprint().forEach(planLine -> line("  plan: %s", planLine));
        new TreeMap<>(header.environment()).forEach((name, value) -> line("  %s: %s", name, value));
    }

    private static String columns(JournalHeader.Input input) {
        return input.schema().fields().stream().map(Field::toString).collect(Collectors.joining(", "));
    }

    private void writeFile(InspectionReport.DiskFile file, Path directory) {
        StringBuilder text = new StringBuilder("  file ").append(directory.relativize(file.path()))
                .append(": ")
                .append(Amounts.bytes(file.allocatedBytes().orElse(file.bytes())))
                .append(" on the disk");
        if (file.seen().isPresent()) {
            Inspection.RecordFile seen = file.seen().get();
            Counts counts = seen.counts();
            text.append(String.format(Locale.ROOT, ", records: %,d, of %s", seen.records(),
                    Amounts.bytes(seen.recordBytes())));
            text.append(counts.isEmpty()
                    ? ", no entries"
                    : ", sequences %d to %d".formatted(counts.firstSequence(), counts.lastSequence()));
        } else {
            text.append(", no records");
        }
        out.println(text);
    }

    private void writePublishers(Inspection inspection) {
        heading("publishers", inspection.publishers().isEmpty());
        for (Inspection.Publisher publisher : inspection.publishers()) {
            String input = publisher.name().equals(publisher.input()) ? "" : " of " + publisher.input();
            line("  %s%s: rows: %,d, next: %d", publisher.name(), input, publisher.rows(), publisher.nextRow());
            publisher.offsets()
                    .forEach((part, offset) -> line("    %s", EntryText.place(publisher.name(), part, offset)));
        }
    }

    private void writeRejects(Inspection inspection) {
        heading("rejects", inspection.rejectedParts().isEmpty());
        for (Inspection.RejectedPart rejected : inspection.rejectedParts()) {
            line("  %s: %,d, the last at %d: %s", EntryText.source(rejected.source(), rejected.part()),
                    rejected.rejects(), rejected.lastOffset(), rejected.lastReason());
        }
    }

    private void writeVerdicts(Inspection inspection) {
        heading("verdicts", inspection.verdicts().isEmpty());
        inspection.verdicts().forEach(verdict -> line("  %s", EntryText.verdict(verdict)));
    }

    private void writeCommits(InspectionReport report) {
        heading("commits", report.commitLogs().isEmpty());
        for (CommitLogs.Log log : report.commitLogs()) {
            Commit last = log.last();
            line("  %s: %s%s", log.sink(), last == null ? "nothing yet" : "up to batch " + last.lastBatch(),
                    log.isDamaged() ? ", and the log is damaged: " + log.file() : "");
        }
    }

    private void heading(String text, boolean nothingFollows) {
        if (!nothingFollows) {
            out.println();
            out.println(text);
        }
    }

    private static String batches(Counts counts) {
        Counts.@Nullable BatchEnd first = counts.firstBatch();
        Counts.@Nullable BatchEnd last = counts.lastBatch();
        if (first == null || last == null) {
            return "none has ended";
        }
        return String.format(Locale.ROOT, "%,d, from %d at %s to %d at %s", counts.batches(), first.id(),
                Values.moment(first.timeMicros()), last.id(), Values.moment(last.timeMicros()));
    }

    private void line(String form, Object... values) {
        out.println(String.format(Locale.ROOT, form, values));
    }
}
