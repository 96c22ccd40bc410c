// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.dump;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.journal.reading.Counts;
import io.tidemill.cli.terminal.WrongArguments;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.plan.expr.Suggestion;

/// Which entries a user wants to see, and whether there were any of the kind.
public final class EntryFilter {
    private final @Nullable Long batch;
    private final @Nullable String input;
    private final Set<String> inputs = new LinkedHashSet<>();
    private long incarnation = -1;
    private long firstBatch = -1;
    private long lastBatch = -1;
    private boolean batchSeen;

    /// @param batch the id of the only batch that is wanted, or null
    /// @param input the name of the only input whose rows and rejects are wanted, or null
    EntryFilter(@Nullable Long batch, @Nullable String input) {
        this.batch = batch;
        this.input = input;
    }

    /// @param ofEntry the header of the incarnation that the entry belongs to
    /// @param batchOfEntry null where nobody looked, or no tick has followed it yet
    boolean wants(JournalHeader ofEntry, JournalEntry entry, Counts.@Nullable BatchEnd batchOfEntry) {
        if (ofEntry.incarnation() != incarnation) {
            incarnation = ofEntry.incarnation();
            ofEntry.inputs().forEach(each -> inputs.add(each.name()));
        }
        return isOfBatch(batchOfEntry) && isOfInput(ofEntry, entry);
    }

    private boolean isOfBatch(Counts.@Nullable BatchEnd batchOfEntry) {
        if (batch == null) {
            return true;
        }
        if (batchOfEntry == null) {
            return false;
        }
        firstBatch = firstBatch < 0 ? batchOfEntry.id() : firstBatch;
        lastBatch = batchOfEntry.id();
        boolean wanted = batchOfEntry.id() == batch;
        batchSeen |= wanted;
        return wanted;
    }

    private boolean isOfInput(JournalHeader ofEntry, JournalEntry entry) {
        if (input == null) {
            return true;
        }
        return switch (entry) {
            case JournalEntry.Rows rows -> ofEntry.inputs().get(rows.input()).name().equals(input);
            case JournalEntry.Rejected reject -> ofEntry.inputs().get(reject.input()).name().equals(input);
            case JournalEntry.Tick _,JournalEntry.Ruling _ -> false;
        };
    }

    /// Whether nothing that is wanted can follow the entry that was asked for last.
    boolean isOver() {
        return batch != null && lastBatch > batch;
    }

    /// After all entries: refuses a batch or an input that there is none of.
    void check() {
        if (input != null && !inputs.contains(input)) {
            throw noInput(input, inputs);
        }
        if (batch != null && !batchSeen) {
            throw new WrongArguments(lastBatch < 0
                    ? "--batch %d: no batch has ended".formatted(batch)
                    : "--batch %d: there is none; those looked at were %d to %d".formatted(batch, firstBatch,
                            lastBatch));
        }
    }

    public static WrongArguments noInput(String input, Set<String> inputs) {
        return new WrongArguments("--input %s: there is no such input%s; there is %s".formatted(input,
                Suggestion.text(input, inputs), String.join(", ", inputs)));
    }
}
