// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

/// What a [Command] runs: an object whose fields are picocli's options, set when [#run] is called.
public interface Program {

    /// Returns when all is done or a stop was asked for; throws what went wrong.
    ///
    /// @return the exit code: [Command#DONE], or one that says what was found
    int run(Terminal terminal, StopRequest stop) throws Exception;

    /// The exit code for what [#run] has thrown.
    default int exitCode(Exception failure) {
        return Command.FAILURE;
    }
}
