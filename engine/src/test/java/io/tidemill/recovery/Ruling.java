// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Verdict;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.directory.ScanProgress;
import io.tidemill.journal.directory.VerdictWriter;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.MemoryBudget;

/// What the message of an engine that has stopped at a row asks for: the place of the row, and the verdict that lets it pass.
///
/// @param place as messages name it, `SEQUENCE:ROW`
record Ruling(String place, String operator) {
    private static final Pattern COMMAND = Pattern.compile(
            "\\./tidemill journal verdict \\S+ --at (\\d+:\\d+) --operator (\\S+) skip$");

    /// Reads the command that a message ends with.
    static Ruling askedFor(Throwable stopped) {
        Matcher command = COMMAND.matcher(String.valueOf(stopped.getMessage()));
        if (!command.find()) {
            throw new AssertionError("no command ends the message", stopped);
        }
        return new Ruling(command.group(1), command.group(2));
    }

    /// Gives the verdict in a data directory that no engine has.
    void give(Path data, Verdict.Kind kind) {
        FileStorage storage = new FileStorage();
        List<Carrier> carriers = List.of(new ChronicleCarrier(storage), new FileCarrier(storage));
        String[] numbers = place.split(":");
        try (MemoryBudget budget = MemoryBudget.limited("the verdict", 64 << 20);
                DataDirectory directory = DataDirectory.open(data, carriers, FileCarrier.NAME, storage)) {
            new VerdictWriter(directory, budget)
                    .write(new Verdict(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), operator, kind), 0,
                            ScanProgress.NONE);
        }
    }
}
