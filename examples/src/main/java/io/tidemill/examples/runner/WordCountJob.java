// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/// What the user chose, as far as the pipeline has to know.
///
/// @param top rows to print of each window
/// @param out where windows are printed
/// @param totals the file of the whole input's totals, if it is wanted
public record WordCountJob(Duration window, Duration slide, int top, PrintStream out, Optional<TotalsFile> totals) {}
