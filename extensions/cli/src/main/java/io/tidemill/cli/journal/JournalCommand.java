// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import io.tidemill.cli.terminal.Command;

/// All commands over journals.
@picocli.CommandLine.Command(name = "tidemill journal", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, synopsisSubcommandLabel = "COMMAND", description = "Looks into the journal of a data directory, also while an engine writes it. Nothing is locked or changed.", subcommands = {
        InspectCommand.class, VerifyCommand.class, DumpCommand.class, ExportCommand.class})
public final class JournalCommand {

    public static void main(String... arguments) {
        Command.main(new JournalCommand(), arguments);
    }
}
