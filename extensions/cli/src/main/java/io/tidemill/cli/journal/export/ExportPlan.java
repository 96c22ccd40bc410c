// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.export;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.journal.dump.EntryFilter;
import io.tidemill.cli.journal.inspect.Inspection;
import io.tidemill.cli.journal.reading.SequenceOptions;
import io.tidemill.cli.terminal.WrongArguments;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.Schema;

/// Which rows an export writes, and their columns, which must be the same in all incarnations that it reads.
///
/// @param input its name
/// @param schema of the input
/// @param mostRows of a chunk
/// @param textBytes the most bytes of text in a column of a chunk
record ExportPlan(String input, Schema schema, int mostRows, int textBytes) {

    /// @param wanted the input, or null for the only one
    static ExportPlan of(Inspection inspection, @Nullable String wanted, SequenceOptions range) {
        List<JournalHeader> headers = inspection.incarnations()
                .stream()
                .filter(each -> !each.counts().isEmpty() && each.counts().firstSequence() <= range.last()
                        && each.counts().lastSequence() >= range.first())
                .map(Inspection.Incarnation::header)
                .toList();
        if (headers.isEmpty()) {
            throw new WrongArguments("there is nothing to export: the journal has no entries");
        }
        String input = input(headers, wanted);
        return new ExportPlan(input, schema(headers, input),
                headers.stream().mapToInt(JournalHeader::blockRows).max().orElseThrow(),
                headers.stream().mapToInt(JournalHeader::textBytes).max().orElseThrow());
    }

    private static String input(List<JournalHeader> headers, @Nullable String wanted) {
        Set<String> inputs = new LinkedHashSet<>();
        headers.forEach(header -> header.inputs().forEach(each -> inputs.add(each.name())));
        if (wanted == null) {
            if (inputs.size() > 1) {
                throw new WrongArguments(
                        "the journal has several inputs: name one by --input, of " + String.join(", ", inputs));
            }
            return inputs.iterator().next();
        }
        if (!inputs.contains(wanted)) {
            throw EntryFilter.noInput(wanted, inputs);
        }
        return wanted;
    }

    private static Schema schema(List<JournalHeader> headers, String input) {
        Schema schema = null;
        for (JournalHeader header : headers) {
            for (JournalHeader.Input each : header.inputs()) {
                if (schema == null && each.name().equals(input)) {
                    schema = each.schema();
                } else if (each.name().equals(input) && !each.schema().equals(schema)) {
                    throw new WrongArguments(
                            "input %s has other columns from sequence %d on, where incarnation %d begins: export what is before it and what is behind apart, by --to and --from"
                                    .formatted(input, header.firstSequence(), header.incarnation()));
                }
            }
        }
        if (schema == null) {
            throw new IllegalStateException("no header names " + input);
        }
        return schema;
    }
}
