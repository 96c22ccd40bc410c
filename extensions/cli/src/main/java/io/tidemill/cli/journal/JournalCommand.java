// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import io.tidemill.cli.journal.dump.DumpCommand;
import io.tidemill.cli.journal.export.ExportCommand;
import io.tidemill.cli.journal.inspect.InspectCommand;
import io.tidemill.cli.terminal.Command;

/// All commands over journals.
@picocli.CommandLine.Command(name = "tidemill journal", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, synopsisSubcommandLabel = "COMMAND", description = "Looks into the journal of a data directory, also while an engine writes it; nothing is locked or changed. Or gives a verdict, when no engine has it.", subcommands = {
        InspectCommand.class, VerifyCommand.class, DumpCommand.class, ExportCommand.class, VerdictCommand.class})
public final class JournalCommand {

    public static void main(String... arguments) {
        Command.main(new JournalCommand(), arguments);
    }
}
