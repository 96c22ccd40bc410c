// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.MemoryBudget;

/// Reads a whole journal once, and judges by the rules of recovery where it ends and why.
///
/// The valid prefix ends at the first place where the record that comes next is not there and whole. In an incarnation that
/// another goes on from, and below the barrier's place, that is damage. Otherwise at POWER what follows is discarded: pages reach
/// the disk in any order, and none of it was acknowledged. At PROCESS and NONE it is a torn tail only if no whole record lies
/// behind it: nothing but a power cut or rot makes one there. Works beside an engine that writes, and changes nothing.
public final class JournalScan {
    private static final long PROGRESS_BYTES = 4 << 20;
    private static final int MOST_LOOKS = 8;
    private static final long LOOK_AGAIN_NANOS = 100_000;

    private final JournalFiles files;
    private final BarrierFile.@Nullable Place barrier;
    private final MemoryBudget budget;
    private final ScanProgress progress;
    private final ScanVisitor visitor;
    private final Lineage lineage;
    private final FactsTally tally = new FactsTally();
    private boolean barrierFound;

    private JournalScan(JournalFiles files, BarrierFile.@Nullable Place barrier, MemoryBudget budget,
            ScanProgress progress, ScanVisitor visitor) {
        this.files = files;
        this.barrier = barrier;
        this.budget = budget;
        this.progress = progress;
        this.visitor = visitor;
        this.lineage = Lineage.read(files, budget);
    }

    /// Scans the journal of a data directory.
    public static Diagnosis scan(JournalFiles files, MemoryBudget budget, ScanProgress progress) {
        return scan(files, budget, progress, ScanVisitor.NONE);
    }

    /// Scans the journal of a data directory, and shows all that is valid in it.
    public static Diagnosis scan(JournalFiles files, MemoryBudget budget, ScanProgress progress, ScanVisitor visitor) {
        try {
            // before the records: what a barrier's place speaks of is there already
            BarrierFile.Place barrier = BarrierFile.read(files.storage(), files.directory());
            return new JournalScan(files, barrier, budget, progress, visitor).run();
        } catch (IOException refused) {
            throw JournalFiles.trouble(files.directory(), refused);
        }
    }

    private Diagnosis run() {
        try (RecordWalk walk = new RecordWalk(files, lineage, null, budget)) {
            for (int look = 1;; look++) {
                walk(walk);
                Diagnosis found = new Judgement(files, lineage, walk, facts(walk), isBelowBarrier(walk)).of(budget);
                if (found instanceof Diagnosis.Sound || !goesOn(walk)) {
                    return found;
                }
                if (look == MOST_LOOKS) {
                    return new Diagnosis.Sound(facts(walk), walk.strayPlaces()); // a writer that is always a step ahead
                }
                take(walk);
            }
        }
    }

    /// Whether a writer was in the midst of what looked bad.
    private static boolean goesOn(RecordWalk walk) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (walk.lookAgain()) {
                return true;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return false;
    }

    private void walk(RecordWalk walk) {
        long bytesInAll = lineage.bytes(files);
        long told = 0;
        while (walk.next() || (walk.badPlace() != null && walk.resume())) {
            take(walk);
            if (walk.bytesRead() - told >= PROGRESS_BYTES) {
                told = walk.bytesRead();
                progress.at(told, bytesInAll);
            }
        }
        lookForBarrier(walk);
        progress.at(bytesInAll, bytesInAll);
    }

    private void take(RecordWalk walk) {
        lookForBarrier(walk);
        tally.add(walk, visitor);
    }

    private void lookForBarrier(RecordWalk walk) {
        if (barrier != null && walk.chain().incarnation() == barrier.incarnation()) {
            barrierFound |= walk.chain().isAt(new JournalHeader.Seal(barrier.sequence(), barrier.crc()));
        }
    }

    private JournalFacts facts(RecordWalk walk) {
        return tally.facts(walk.header(), lineage.newest(), walk.chain().seal());
    }

    /// Whether the walk did not come past what is known to be on the disk.
    private boolean isBelowBarrier(RecordWalk walk) {
        return barrier != null && !barrierFound && barrier.incarnation() >= walk.chain().incarnation();
    }
}
