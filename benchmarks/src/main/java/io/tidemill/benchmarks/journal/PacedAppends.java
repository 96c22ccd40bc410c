// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.io.IOException;
import java.util.BitSet;

import io.tidemill.benchmarks.suite.Figures;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.SuiteRun;

/// Appends at a steady rate, which leaves the other threads time for what they do ahead: how long each takes, and how many page faults
/// the appending thread meets.
final class PacedAppends {
    private static final long PERIOD_NANOS = 1_000_000;
    private static final int WARM_UPS = 1_000;

    private final long[] nanos;
    private final BitSet rolls = new BitSet(); // the appends that began a new file
    private PageFaults faults = new PageFaults(0, 0);

    /// Appends once.
    @FunctionalInterface
    interface Appender {
        /// Answers how many files there are.
        int append() throws IOException;
    }

    private PacedAppends(int appends) {
        nanos = new long[appends];
    }

    /// Appends so many times, and before that until all is compiled.
    static PacedAppends run(int appends, Appender appender) throws IOException {
        new PacedAppends(WARM_UPS).measure(appender);
        PacedAppends measured = new PacedAppends(appends);
        measured.measure(appender);
        return measured;
    }

    /// How many appends a run makes.
    static int inAll(int appends) {
        return WARM_UPS + appends;
    }

    private void measure(Appender appender) throws IOException {
        PageFaults before = PageFaults.ofThisThread();
        int files = 0;
        long due = System.nanoTime();
        for (int i = 0; i < nanos.length; i++) {
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            due += PERIOD_NANOS;
            long start = System.nanoTime();
            int filesNow = appender.append();
            nanos[i] = System.nanoTime() - start;
            rolls.set(i, i > 0 && filesNow > files);
            files = filesNow;
        }
        faults = PageFaults.ofThisThread().since(before);
    }

    /// @param name of the case
    /// @param bytes of one append
    void report(SuiteRun run, String name, long bytes) {
        double median = median(false);
        run.add(Measurement.of(name + ", median append", median, "us", 1));
        run.add(Measurement.of(name + ", longest append", longest(false), "us", longest(false) / median));
        if (!rolls.isEmpty()) {
            String atRolls = "%s, at one of %d rolls".formatted(name, rolls.cardinality());
            run.add(Measurement.of(atRolls + ", median append", median(true), "us", median(true) / median));
            run.add(Measurement.of(atRolls + ", longest append", longest(true), "us", longest(true) / median));
        }
        double mebibytes = (double) bytes * nanos.length / (1 << 20);
        run.add(Measurement.of(name + ", minor page faults", faults.minor() / mebibytes, "per MiB"));
        run.add(Measurement.of(name + ", major page faults", faults.major() / mebibytes, "per MiB"));
    }

    private double median(boolean atRolls) {
        return Figures.median(micros(atRolls));
    }

    private double longest(boolean atRolls) {
        double longest = 0;
        for (double each : micros(atRolls)) {
            longest = Math.max(longest, each);
        }
        return longest;
    }

    private double[] micros(boolean atRolls) {
        double[] micros = new double[atRolls ? rolls.cardinality() : nanos.length - rolls.cardinality()];
        int count = 0;
        for (int i = 0; i < nanos.length; i++) {
            if (rolls.get(i) == atRolls) {
                micros[count++] = nanos[i] / 1e3;
            }
        }
        return micros;
    }
}
