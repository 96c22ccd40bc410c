// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

/// What a [Command] runs: an object whose fields are picocli's options, set when [#run] is called.
interface Program {

    /// Returns when all is done or a stop was asked for; throws what went wrong.
    void run(Terminal terminal, StopRequest stop) throws Exception;
}
