// SPDX-License-Identifier: Apache-2.0
/// What the examples share: options, start and stop, the progress line, the summary, the file of totals.
///
/// A [io.tidemill.examples.runner.Command] turns arguments into an exit code and failures into sentences; a
/// [io.tidemill.examples.runner.StreamRun] carries one context from start to stop. **Threads**: the caller's, which waits or, in the
/// inline layout, drives the engine; Ctrl-C arrives on a thread of the JVM's and only asks. **Output**: results on stdout, all else
/// on stderr.
///
/// May import: the API, picocli.
@NullMarked
package io.tidemill.examples.runner;

import org.jspecify.annotations.NullMarked;
