// SPDX-License-Identifier: Apache-2.0
/// What every command of Tidemill's shares: arguments in, results out, an exit code, and failures as sentences.
///
/// A [io.tidemill.cli.terminal.Command] runs a [io.tidemill.cli.terminal.Program], whose fields are picocli's options, and hands it
/// a [io.tidemill.cli.terminal.Terminal]. **Output**: results on stdout, all else on stderr, a progress line only where somebody
/// looks at one. **Threads**: the caller's; Ctrl-C arrives on a thread of the JVM's and only asks.
///
/// May import: the API, journal and memory for their failures, picocli.
@NullMarked
package io.tidemill.cli.terminal;

import org.jspecify.annotations.NullMarked;
