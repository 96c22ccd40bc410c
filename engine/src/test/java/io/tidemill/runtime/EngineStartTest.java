// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Batching;
import io.tidemill.StateException;
import io.tidemill.ThreadLayout;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.Position;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.config.RowPolicy;
import io.tidemill.runtime.recovery.Keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class EngineStartTest {

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void saysWhichMemoryIsMissing(EngineConfig config) {
        EngineConfig poor = new EngineConfig("poor", config.batching(), config.layout(), config.idleMode(),
                config.clock(), 64, 4, 1_024, 8, 2, 1_000, false, RowPolicy.STOP, 1);
        try (Engine engine = NumberLines.engine(poor, new NumberLines.Collected())) {
            assertThatThrownBy(engine::start).isInstanceOf(StateException.class)
                    .hasMessageContaining("output to sink")
                    .hasMessageContaining("raise the memory budget");
        }
    }

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void closesWhatItHoldsWithoutHavingStarted(EngineConfig config) {
        ClosedOnce journal = new ClosedOnce();
        AtomicInteger sinksClosed = new AtomicInteger();
        NumberLines.Collected sink = new NumberLines.Collected() {
            @Override
            public void close() {
                sinksClosed.incrementAndGet();
            }
        };
        new Engine(config, NumberLines.plan(sink), List.of(), Keeping.of(journal)).close();
        assertThat(journal.closed).isEqualTo(1);
        assertThat(sinksClosed).hasValue(1);
    }

    @Test
    void startsOnce() throws InterruptedException {
        EngineConfig inline = NumberLines.config(ThreadLayout.inline(), Batching.natural());
        try (Engine engine = NumberLines.engine(inline, new NumberLines.Collected())) {
            engine.start();
            assertThatThrownBy(engine::start).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("starts once");
        }
    }

    private static final class ClosedOnce implements Journal {
        private int closed;

        @Override
        public Durability durability() {
            return Durability.NONE;
        }

        @Override
        public boolean append(JournalEntry entry) {
            throw new IllegalStateException("nothing was started");
        }

        @Override
        public boolean flush() {
            return true;
        }

        @Override
        public boolean isDiskLow() {
            return false;
        }

        @Override
        public List<Companion> companions() {
            return List.of();
        }

        @Override
        public long durableSequence() {
            return -1;
        }

        @Override
        public Position position() {
            return new Position(1, -1);
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
