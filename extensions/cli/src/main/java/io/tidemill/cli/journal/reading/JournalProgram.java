// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import io.tidemill.cli.terminal.Command;
import io.tidemill.cli.terminal.Program;
import io.tidemill.journal.JournalException;

/// A command over a journal. All of them tell a damaged journal from every other trouble by their exit codes.
public interface JournalProgram extends Program {
    /// The last record was not written whole, as a crash leaves it.
    int TORN = 3;
    /// What was once whole is not any more.
    int CORRUPT = 4;

    @Override
    default int exitCode(Exception failure) {
        boolean isCorrupt = failure instanceof JournalException trouble
                && trouble.kind() == JournalException.Kind.CORRUPTION;
        return isCorrupt ? CORRUPT : Command.FAILURE;
    }
}
