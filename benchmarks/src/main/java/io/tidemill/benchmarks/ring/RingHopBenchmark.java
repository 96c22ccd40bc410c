// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.ring;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.ring.Ring;

/// A slot's way through a ring: on one thread, and to another one, half the way there and back.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RingHopBenchmark {
    private static final int SLOTS = 64;
    private static final int HOPS = 2;

    /// What a slot holds here.
    private static final class Numbered {
        private long value;
    }

    private final Ring<Numbered> here = new Ring<>(Numbered::new, SLOTS);
    private final Ring<Numbered> there = new Ring<>(Numbered::new, SLOTS);
    private final Ring<Numbered> back = new Ring<>(Numbered::new, SLOTS);
    private final Ring.Reader<Numbered> readerHere = here.reader();
    private final Ring.Reader<Numbered> readerThere = there.reader();
    private final Ring.Reader<Numbered> readerBack = back.reader();
    private final Thread echo = new Thread(this::echo, "benchmark-echo");
    private volatile boolean stopped;
    private long sent;

    @Setup
    public void start() {
        here.freeBehind(readerHere);
        there.freeBehind(readerThere);
        back.freeBehind(readerBack);
        echo.start();
        for (int i = 0; i < 1_000; i++) {
            Answer.require("the number read on one thread", sent + 1, oneThread());
            Answer.require("the number that came back", sent + 1, hop());
        }
    }

    private void echo() {
        while (!stopped) {
            Numbered number = readerThere.poll();
            if (number == null) {
                Thread.onSpinWait();
            } else {
                publish(back, number.value);
                readerThere.advance();
            }
        }
    }

    private static void publish(Ring<Numbered> ring, long value) {
        while (!ring.hasRoom()) {
            Thread.onSpinWait();
        }
        long sequence = ring.claim();
        ring.slot(sequence).value = value;
        ring.publish(sequence);
    }

    private static long take(Ring.Reader<Numbered> reader) {
        Numbered number = reader.poll();
        while (number == null) {
            Thread.onSpinWait();
            number = reader.poll();
        }
        long value = number.value;
        reader.advance();
        return value;
    }

    @Benchmark
    public long oneThread() {
        publish(here, ++sent);
        return take(readerHere);
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    public long hop() {
        publish(there, ++sent);
        return take(readerBack);
    }

    @TearDown
    public void stop() throws InterruptedException {
        stopped = true;
        echo.join();
    }
}
