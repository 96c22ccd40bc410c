// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import java.nio.file.Path;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What every command over a journal is told.
public final class DirectoryOptions {
    @Parameters(index = "0", paramLabel = "DIR", description = "the data directory of an engine")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "write JSON for programs, not text for people")
    private boolean json;

    public OpenJournal open() {
        return OpenJournal.open(directory);
    }

    public boolean json() {
        return json;
    }
}
