// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import java.util.Optional;

import io.tidemill.format.LineFormat;

/// A source of lines, whose lines are rows of a format: what it gives as text comes out as columns.
///
/// Lines are decoded by the source's thread, in front of the journal, which holds the columns. A line that is no row is a reject
/// of the source, at its place.
public record FormattedSource(Source lines, LineFormat lineFormat) implements Source {

    @Override
    public String name() {
        return lines.name();
    }

    @Override
    public boolean bounded() {
        return lines.bounded();
    }

    @Override
    public boolean watchesOutput() {
        return lines.watchesOutput();
    }

    @Override
    public Optional<LineFormat> format() {
        return Optional.of(lineFormat);
    }

    @Override
    public Run open(SourceContext context) throws Exception {
        FormattedContext formatted = new FormattedContext(context, lineFormat);
        Run run = lines.open(formatted);
        return () -> {
            try (formatted) {
                run.run();
            }
        };
    }

    @Override
    public void run(SourceContext context) throws Exception {
        open(context).run();
    }
}
