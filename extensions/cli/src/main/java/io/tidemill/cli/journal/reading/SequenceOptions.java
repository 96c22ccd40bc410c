// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.terminal.WrongArguments;
import picocli.CommandLine.Option;

/// Which entries a command is to take, by their sequences.
public final class SequenceOptions {
    @Option(names = "--from", paramLabel = "SEQUENCE", description = "begin at this sequence. Default: the first")
    private @Nullable Long from;

    @Option(names = "--to", paramLabel = "SEQUENCE", description = "end with this sequence. Default: the last that is whole")
    private @Nullable Long to;

    /// Refuses what can be no range.
    public void check() {
        if (first() < 0) {
            throw new WrongArguments("--from %d: sequences count from 0".formatted(from));
        }
        if (last() < first()) {
            throw new WrongArguments(from == null
                    ? "--to %d: sequences count from 0".formatted(to)
                    : "--to %d lies before --from %d".formatted(to, from));
        }
    }

    /// Refuses a range that begins behind the end.
    ///
    /// @param lastSequence of the journal, -1 if it is empty
    public void check(long lastSequence) {
        if (from != null && from > lastSequence) {
            throw new WrongArguments(lastSequence < 0
                    ? "--from %d: the journal is empty".formatted(from)
                    : "--from %d lies behind the journal's last sequence, %d".formatted(from, lastSequence));
        }
    }

    public long first() {
        return from == null ? 0 : from;
    }

    public boolean holds(long sequence) {
        return sequence >= first() && sequence <= last();
    }

    public long last() {
        return to == null ? Long.MAX_VALUE : to;
    }
}
