// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.record.Flaw;
import io.tidemill.journal.record.RecordChain;
import io.tidemill.memory.MemoryBudget;

/// Judges what a walk has come to: the end of a journal, the end of what was written whole, or damage. See [JournalScan].
///
/// @param isBelowBarrier whether more is known to have been on the disk
record Judgement(JournalFiles files, Lineage lineage, RecordWalk walk, JournalFacts facts, boolean isBelowBarrier) {

    Diagnosis of(MemoryBudget budget) {
        try (RemainsSearch search = new RemainsSearch(files, walk.header(), walk.chain().nextSequence(), budget)) {
            searchKept(search);
            Remains ofKept = search.remains();
            BadPlace at = walk.badPlace();
            if (isDamage(at, ofKept)) {
                return new Diagnosis.Corrupt(facts, walk.strayPlaces(), damage(at, budget), ofKept);
            }
            lineage.empty().forEach(empty -> search.add(empty.number(), empty.files(), null));
            BadPlace torn = at == null || (at.flaw() == Flaw.NOTHING && ofKept.bytes() == 0) ? leftOut(budget) : at;
            Remains remains = search.remains();
            return torn != null && isTorn(torn, remains)
                    ? new Diagnosis.TornTail(facts, walk.strayPlaces(), torn, remains)
                    : new Diagnosis.Sound(facts, walk.strayPlaces());
        }
    }

    private void searchKept(RemainsSearch search) {
        if (walk.badPlace() == null) {
            return;
        }
        int entered = walk.incarnationsEntered();
        Lineage.Incarnation first = lineage.kept().get(entered - 1);
        List<Path> left = walk.filesLeft();
        search.addFrom(left.getFirst(), walk.end(), walk.chain(), first.end());
        search.add(first.number(), left.subList(1, left.size()), first.end());
        for (Lineage.Incarnation later : lineage.kept().subList(entered, lineage.kept().size())) {
            search.add(later.number(), later.files(), later.end());
        }
    }

    private boolean isDamage(@Nullable BadPlace at, Remains ofKept) {
        // at POWER what no barrier has covered may have reached the disk in part: records behind a bad place mean nothing
        boolean mayBeInPart = walk.isInFile() && atPower(walk.header());
        return !walk.isInLast() || isBelowBarrier || (ofKept.records() > 0 && !mayBeInPart)
                || (at != null && at.flaw() == Flaw.CONTENT);
    }

    private static boolean atPower(@Nullable JournalHeader header) {
        return header != null && header.durability().level() == Durability.Level.POWER;
    }

    /// Whether something was written and is discarded: a carrier's own bytes behind the last record are not that.
    private boolean isTorn(BadPlace at, Remains remains) {
        return remains.bytes() > 0 && (at.flaw() != Flaw.NOTHING || files.carrier().keepsOnlyRecords());
    }

    /// The place to name for damage: where nothing is wrong with what is there, the first incarnation that cannot be read, or the
    /// end itself.
    private BadPlace damage(@Nullable BadPlace at, MemoryBudget budget) {
        if (at != null && isWrongByItself(at.flaw())) {
            return at;
        }
        BadPlace leftOut = leftOut(budget);
        if (leftOut != null && leftOut.flaw() != Flaw.NOTHING) {
            return leftOut;
        }
        RecordChain chain = walk.chain();
        return at == null || at.flaw() == Flaw.NOTHING
                ? new BadPlace(at == null ? files.directory() : at.file(), at == null ? 0 : at.offset(),
                        chain.incarnation(), chain.nextSequence(), Flaw.MISSING)
                : at;
    }

    /// Whether the bytes at a bad place are damaged, and not only those before them missing.
    private boolean isWrongByItself(Flaw flaw) {
        return switch (flaw) {
            case NOTHING, MISSING -> false;
            case INCARNATION, SEQUENCE, CHAIN, FILE_NUMBER, CONTENT -> walk.isInFile();
            case NO_RECORD, LENGTH, CUT_OFF, VERSION, CHECKSUM, TYPE -> true;
        };
    }

    /// The beginning of the first incarnation that was left out behind the last one that could be begun, as far as the one that
    /// could not.
    private @Nullable BadPlace leftOut(MemoryBudget budget) {
        int begun = walk.incarnationsEntered() - (walk.isInFile() ? 0 : 1);
        long from = begun <= 0 ? 0 : lineage.kept().get(begun - 1).number();
        long to = begun < 0 || begun >= lineage.kept().size() ? Long.MAX_VALUE : lineage.kept().get(begun).number();
        Path file = lineage.leftOutBetween(files, from, to).orElse(null);
        if (file == null) {
            return null;
        }
        try (FileRecords records = new FileRecords(files, budget)) {
            records.open(file);
            Flaw flaw = records.look(0);
            return new BadPlace(file, records.at(), walk.chain().incarnation(), walk.chain().nextSequence(),
                    flaw == null ? Flaw.CONTENT : flaw);
        }
    }
}
