// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.terminal.Command;
import io.tidemill.journal.directory.BadPlace;
import io.tidemill.journal.directory.Commit;
import io.tidemill.journal.directory.CommitLogs;
import io.tidemill.journal.directory.Diagnosis;
import io.tidemill.journal.directory.JournalFacts;
import io.tidemill.journal.directory.Remains;

/// How a journal was found to be, for people and for programs.
///
/// @param facts of the valid part
/// @param at where that ends although something follows; null where nothing does
/// @param remains what follows
/// @param sentence says it all
public record Finding(State state, JournalFacts facts, int strayPlaces, @Nullable BadPlace at, Remains remains,
        String sentence) {

    /// How a journal may be, and the exit code for that.
    public enum State {
        SOUND(Command.DONE), TORN(JournalProgram.TORN), CORRUPT(JournalProgram.CORRUPT);

        private final int exitCode;

        State(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding of(Diagnosis diagnosis) {
        JournalFacts facts = diagnosis.facts();
        int strayPlaces = diagnosis.strayPlaces();
        return switch (diagnosis) {
            case Diagnosis.Sound _ ->
                new Finding(State.SOUND, facts, strayPlaces, null, Remains.NONE, sound(facts, strayPlaces));
            case Diagnosis.TornTail torn -> new Finding(State.TORN, facts, strayPlaces, torn.at(), torn.remains(),
                    torn + ". That is what a crash leaves; the next start goes on without it");
            case Diagnosis.Corrupt corrupt -> new Finding(State.CORRUPT, facts, strayPlaces, corrupt.at(),
                    corrupt.remains(), corrupt.toString());
        };
    }

    /// The same, if every column could be decoded; else what is wrong with the first that could not.
    public Finding with(DecodeCheck check) {
        BadPlace undecodable = check.at();
        if (undecodable == null) {
            return this;
        }
        Remains lost = check.remains(remains);
        return new Finding(State.CORRUPT, facts, strayPlaces, undecodable, lost,
                "the journal is damaged, %s; from there on this would be lost: %s".formatted(check.sentence(), lost));
    }

    /// The same, if the commit logs are whole too; else which of them is damaged.
    public Finding with(List<CommitLogs.Log> logs) {
        for (CommitLogs.Log log : logs) {
            if (log.isDamaged() && state != State.CORRUPT) {
                Commit last = log.last();
                return new Finding(State.CORRUPT, facts, strayPlaces, null, Remains.NONE,
                        String.format(Locale.ROOT,
                                "the commit log of sink %s is damaged, %s at byte %,d: what was committed behind batch %d is not known",
                                log.sink(), log.file(), log.validBytes(), last == null ? -1 : last.lastBatch()));
            }
        }
        return this;
    }

    private static String sound(JournalFacts facts, int strayPlaces) {
        String stray = strayPlaces == 0
                ? ""
                : "; places between records that hold something else, by which nothing was lost: " + strayPlaces;
        if (facts.entries() == 0) {
            return "the journal holds no entry" + stray;
        }
        return String.format(Locale.ROOT, "sequences %d to %d, rows: %,d, records: %,d, files: %,d%s",
                facts.lastSequence() + 1 - facts.entries(), facts.lastSequence(), facts.rows(), facts.records(),
                facts.files(), stray);
    }
}
