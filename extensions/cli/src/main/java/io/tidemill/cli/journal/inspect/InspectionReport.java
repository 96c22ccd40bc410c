// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.tidemill.cli.journal.reading.Counts;
import io.tidemill.cli.journal.reading.DiskSpace;
import io.tidemill.cli.journal.reading.Finding;
import io.tidemill.cli.journal.reading.LockHolder;
import io.tidemill.cli.journal.reading.OpenJournal;
import io.tidemill.journal.Storage;
import io.tidemill.journal.directory.CommitLogs;
import io.tidemill.journal.directory.FormatFile;
import io.tidemill.journal.directory.Incarnations;

/// All that an inspection tells.
///
/// @param openedBy the process of the engine that has the directory open, if that can be told
public record InspectionReport(Path directory, FormatFile format, OptionalLong openedBy, Finding finding,
        Inspection inspection, List<Start> starts, List<CommitLogs.Log> commitLogs) {
    public static final String LOCK = "LOCK";

    /// A start of the engine that left a directory, whether it is part of the journal or not.
    ///
    /// @param seen what the scan has seen of it; nothing if the start died early, or its entries were discarded by a later one
    record Start(long incarnation, List<DiskFile> files, Optional<Inspection.Incarnation> seen) {}

    /// A file as it lies on the disk.
    ///
    /// @param seen what the scan has seen of it
    record DiskFile(Path path, long bytes, OptionalLong allocatedBytes, Optional<Inspection.RecordFile> seen) {}

    static InspectionReport of(OpenJournal journal, Finding finding, Inspection inspection) throws IOException {
        Storage storage = journal.files().storage();
        Path directory = journal.directory();
        DiskSpace space = new DiskSpace();
        List<Start> starts = new ArrayList<>();
        for (long number : Incarnations.numbers(directory, storage)) {
            Optional<Inspection.Incarnation> seen = inspection.incarnations()
                    .stream()
                    .filter(incarnation -> incarnation.header().incarnation() == number)
                    .findFirst();
            List<DiskFile> files = new ArrayList<>();
            for (Path path : journal.files().carrier().files(Incarnations.directory(directory, number))) {
                file(path, space, seen).ifPresent(files::add);
            }
            starts.add(new Start(number, files, seen));
        }
        return new InspectionReport(directory, journal.format(), LockHolder.process(directory.resolve(LOCK)), finding,
                inspection, starts, journal.commitLogs());
    }

    private static Optional<DiskFile> file(Path path, DiskSpace space, Optional<Inspection.Incarnation> incarnation)
            throws IOException {
        try {
            Optional<Inspection.RecordFile> seen = incarnation
                    .flatMap(of -> of.files().stream().filter(file -> file.path().equals(path)).findFirst());
            return Optional.of(new DiskFile(path, Files.size(path), space.allocatedBytes(path), seen));
        } catch (NoSuchFileException gone) { // the engine has removed it meanwhile
            return Optional.empty();
        }
    }

    /// The bytes that all files take on the disk, as far as they are told.
    long allocatedBytes() {
        return files().stream().mapToLong(file -> file.allocatedBytes.orElse(file.bytes)).sum();
    }

    List<DiskFile> files() {
        return starts.stream().flatMap(start -> start.files.stream()).toList();
    }

    /// Whether all inputs have ended, so that nothing follows.
    boolean isComplete() {
        Counts.BatchEnd last = inspection.counts().lastBatch();
        return last != null && last.complete();
    }
}
