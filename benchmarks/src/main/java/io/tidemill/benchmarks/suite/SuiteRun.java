// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One run of a suite: takes its measurements, shows how far it is, and at the end prints the table and writes the file.
public final class SuiteRun implements AutoCloseable {
    private final String suite;
    private final Environment environment;
    private final Optional<Path> file;
    private final ProgressLine progress;
    private final List<Measurement> measurements = new ArrayList<>();

    SuiteRun(String suite, Environment environment, Optional<Path> file, ProgressLine progress) {
        this.suite = suite;
        this.environment = environment;
        this.file = file;
        this.progress = progress;
    }

    /// Says how many steps will come.
    public void plan(int steps) {
        progress.plan(steps);
    }

    /// Shows what comes next. Never call it while anything is timed.
    public void step(String what) {
        progress.step(what);
    }

    public void add(Measurement measurement) {
        measurements.add(measurement);
    }

    /// Ends the run with a table of one measurement a row.
    public void report() throws IOException {
        MarkdownTable table = new MarkdownTable("case", "value", "unit", "ratio");
        for (Measurement measurement : measurements) {
            String ratio = measurement.ratio().isPresent() ? Figures.text(measurement.ratio().getAsDouble()) : "";
            table.row(List.of(measurement.name(), Figures.text(measurement.value()), measurement.unit(), ratio));
        }
        report(table);
    }

    /// Ends the run with a table of the suite's own.
    @SuppressWarnings("SystemOut") // what a suite is for
    public void report(MarkdownTable table) throws IOException {
        progress.close();
        System.out.printf("`%s`, %s, %s, %s%n%n%s%n", environment.command(), environment.machine(), environment.date(),
                environment.jdk(), table);
        if (file.isPresent()) {
            MeasurementFile.write(file.get(), suite, measurements, environment);
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
