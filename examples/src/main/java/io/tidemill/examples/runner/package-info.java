// SPDX-License-Identifier: Apache-2.0
/// What the examples share: options, start and stop, the progress line, the summary, the file of totals.
///
/// Each runner is a program that a [io.tidemill.cli.terminal.Command] runs; a [io.tidemill.examples.runner.StreamRun] carries one
/// context from start to stop. **Threads**: the caller's, which waits or, in the inline layout, drives the engine. **Output**:
/// results on stdout, all else on stderr.
///
/// May import: the API, what commands share, picocli.
@NullMarked
package io.tidemill.examples.runner;

import org.jspecify.annotations.NullMarked;
