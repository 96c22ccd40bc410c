// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.journal;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.journal.MemoryJournal;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.Ring;
import io.tidemill.ring.Slot;
import io.tidemill.runtime.NumberLines;
import io.tidemill.runtime.thread.Bells;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
final class JournalAgentTest {

    @Test
    void wakesWhoWaitsForAnEntryToBeDurable() throws InterruptedException {
        Ring<Slot> ring = new Ring<>(Slot::new, 4);
        Doorbell doorbell = new Doorbell();
        MemoryJournal log = new MemoryJournal();
        JournalAgent journal = new JournalAgent(ring.reader(), log,
                NumberLines.plan(new NumberLines.Collected()), -1,
                new Bells(List.of(doorbell)), new EngineCounters(1));
        CountDownLatch prepared = new CountDownLatch(1);
        Thread output = new Thread(() -> {
            doorbell.prepare();
            prepared.countDown();
            while (log.durableSequence() < 0) {
                LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1));
            }
        });
        output.start();
        prepared.await();
        long sequence = ring.claim();
        ring.slot(sequence).tick(0, 1, false, false);
        ring.publish(sequence);
        assertThat(journal.doWork()).isEqualTo(1);
        output.join();
        assertThat(journal.doWork()).isZero();
    }
}
