// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.record.FileHeader;
import io.tidemill.journal.record.Flaw;
import io.tidemill.journal.record.RecordChain;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.journal.record.RecordPlace;
import io.tidemill.journal.record.RecordReader;
import io.tidemill.memory.MemoryBudget;

/// Walks the records of a journal as long as each is whole and follows the one before, through files and incarnations.
///
/// The chain decides what comes next: where a carrier's own bytes are not what they should be, or where something lies behind the
/// last record of a file, nothing is lost as long as the very next record is found. One thread.
final class RecordWalk implements AutoCloseable {
    private final JournalFiles journal;
    private final List<Lineage.Incarnation> incarnations;
    private final JournalHeader.@Nullable Seal until;
    private final RecordChain chain = new RecordChain();
    private final RecordPlace place = new RecordPlace();
    private final RecordReader reader;
    private FileRecords records;
    private FileRecords ahead; // looks into the next file before the one at hand is left
    private int incarnation = -1;
    private List<Path> files = List.of(); // of the incarnation
    private int file = -1;
    private long end; // of the last record in the open file
    private int entries = -1; // of the record at hand, -1 while there is none
    private @Nullable JournalHeader header;
    private @Nullable BadPlace badPlace;
    private long bytesPassed; // of files that were left
    private int strayPlaces;

    /// @param until where the walk ends, null for as far as the journal goes
    RecordWalk(JournalFiles journal, Lineage lineage, JournalHeader.@Nullable Seal until, MemoryBudget budget) {
        this.journal = journal;
        this.incarnations = lineage.kept();
        this.until = until;
        this.reader = new RecordReader(budget, place);
        this.records = new FileRecords(journal, budget);
        this.ahead = new FileRecords(journal, budget);
        chain.begin(0, JournalHeader.Seal.NONE);
    }

    /// Goes on to the next record; false if there is none: at the end, or at a [#badPlace].
    boolean next() {
        finishRecord();
        badPlace = null;
        if (!isInIncarnation()) {
            return false;
        }
        Flaw flaw = file < 0 ? Flaw.NOTHING : look(records, end, RecordLayout.ENTRIES);
        return flaw == null || nextFile(flaw);
    }

    private void finishRecord() {
        if (entries >= 0) {
            while (!isHeader() && reader.next() != null) {
                // what nobody asked for may define names
            }
            chain.follow(records.record(), entries);
            end = records.end();
            entries = -1;
        }
    }

    /// Leaves incarnations that have come to their end; false if none is left.
    private boolean isInIncarnation() {
        while (!isAtLast() && (incarnation < 0 || isAt(incarnations.get(incarnation).end()))) {
            if (isInLast()) {
                return false;
            }
            leaveIncarnation();
            incarnation++;
            files = incarnations.get(incarnation).files();
            chain.incarnation(incarnations.get(incarnation).number());
        }
        return !isAtLast();
    }

    private boolean isAtLast() {
        return until != null && chain.isAt(until);
    }

    private boolean isAt(Lineage.@Nullable End of) {
        return of != null && (of.isExact() ? chain.isAt(of.seal()) : chain.nextSequence() > of.seal().sequence());
    }

    private void leaveIncarnation() {
        leaveFile();
        while (++file < files.size()) {
            bytesPassed += journal.bytes(files.get(file));
        }
        file = -1;
        end = 0;
    }

    private void leaveFile() {
        if (file >= 0) {
            bytesPassed += records.fileBytes();
            records.closeFile();
        }
    }

    /// What speaks against the next record being at a place of a file; null if it is there, and now the one at hand.
    private @Nullable Flaw look(FileRecords in, long from, short type) {
        Flaw flaw = in.look(from);
        return flaw == null ? follow(in, type) : flaw;
    }

    private @Nullable Flaw follow(FileRecords in, short type) {
        long record = in.record();
        Flaw flaw = chain.flaw(record, type);
        if (flaw != null) {
            return flaw;
        }
        place.file(in.path()).record(in.at(), chain.nextSequence());
        try {
            if (type == RecordLayout.HEADER) {
                return beginFile(reader.beginFile(record));
            }
            entries = reader.begin(record);
            return null;
        } catch (JournalException senseless) {
            return Flaw.CONTENT;
        }
    }

    private @Nullable Flaw beginFile(FileHeader first) {
        int number = file + 2; // counts from 1, and the file is not entered yet
        if (first.fileNumber() != number) {
            return Flaw.FILE_NUMBER;
        }
        JournalHeader found = first.header();
        boolean fits = number > 1
                ? found.equals(header)
                : found.firstSequence() == chain.nextSequence() && found.predecessor().equals(chain.seal());
        if (!fits) {
            return Flaw.CONTENT;
        }
        header = found;
        entries = 0;
        return null;
    }

    /// Goes on with the next file, if it goes on where this one ends; else there is a bad place, here or there.
    private boolean nextFile(Flaw flaw) {
        if (file >= 0 && flaw != Flaw.NOTHING) {
            badPlace = badPlace(records, flaw);
        }
        if (file + 1 < files.size()) {
            ahead.open(files.get(file + 1));
            Flaw there = look(ahead, 0, RecordLayout.HEADER);
            if (there == null) {
                enterFile();
                strayPlaces += flaw == Flaw.NOTHING ? 0 : 1;
                badPlace = null;
                return true;
            }
            if (badPlace == null && (there != Flaw.NOTHING || file < 0)) {
                badPlace = badPlace(ahead, there);
            }
            ahead.closeFile();
        }
        if (badPlace == null) {
            badPlace = badPlace(records, flaw);
        }
        return false;
    }

    private void enterFile() {
        leaveFile();
        FileRecords left = records;
        records = ahead;
        ahead = left;
        file++;
        end = 0;
    }

    private BadPlace badPlace(FileRecords in, Flaw flaw) {
        return new BadPlace(in.path(), in.at(), chain.incarnation(), chain.nextSequence(), flaw);
    }

    /// Looks for the next record anywhere behind a bad place in its file, because what lies between may be the carrier's own bytes
    /// and damaged; false if it is not there, or if this carrier has no bytes of its own.
    boolean resume() {
        if (file < 0 || journal.carrier().keepsOnlyRecords()) {
            return false;
        }
        for (long from = end; records.search(from, chain::isNext); from = records.end()) {
            if (follow(records, RecordLayout.ENTRIES) == null) {
                boolean cameMeanwhile = badPlace != null && badPlace.offset() == records.at();
                strayPlaces += cameMeanwhile ? 0 : 1;
                badPlace = null;
                return true;
            }
        }
        return false;
    }

    /// Looks once more where there was nothing to go on with: a writer may have gone on, here or in a new file.
    boolean lookAgain() {
        if (incarnation >= 0 && isInLast()) {
            files = journal.files(chain.incarnation());
            records.forget();
        }
        return next();
    }

    /// Whether no incarnation follows the one at hand.
    boolean isInLast() {
        return incarnation + 1 == incarnations.size();
    }

    /// Whether the record at hand begins a file.
    boolean isHeader() {
        return entries == 0;
    }

    /// The next entry of the record at hand, or null.
    @Nullable
    JournalEntry nextEntry() {
        return entries < 0 ? null : reader.next();
    }

    /// How many entries the record at hand has.
    int entries() {
        return entries;
    }

    /// Whether the file at hand is the first of its incarnation.
    boolean isFirstFile() {
        return file == 0;
    }

    /// Where the record at hand lies in memory.
    long recordAddress() {
        return records.record();
    }

    /// The file that the record at hand lies in.
    Path path() {
        return records.path();
    }

    /// Where in its file the record at hand begins.
    long offset() {
        return records.at();
    }

    /// The bytes of the record at hand.
    int recordBytes() {
        return records.bytes();
    }

    /// Why there is no next record; null at the end.
    @Nullable
    BadPlace badPlace() {
        return badPlace;
    }

    /// Where the walk has come to, the record at hand left out.
    RecordChain chain() {
        return chain;
    }

    /// The header of the incarnation at hand, null before there is one.
    @Nullable
    JournalHeader header() {
        return header;
    }

    /// The files of the incarnation at hand from the open one on.
    List<Path> filesLeft() {
        return files.subList(Math.max(0, file), files.size());
    }

    /// Where the last record ended in the first of the files left.
    long end() {
        return end;
    }

    /// Places where something lay that is no record, and nothing was lost.
    int strayPlaces() {
        return strayPlaces;
    }

    /// The number of incarnations that the walk has entered.
    int incarnationsEntered() {
        return incarnation + 1;
    }

    /// Whether the incarnation at hand could be begun.
    boolean isInFile() {
        return file >= 0;
    }

    /// How far the walk has come in all files.
    long bytesRead() {
        return bytesPassed + end;
    }

    @Override
    public void close() {
        reader.close();
        records.close();
        ahead.close();
    }
}
