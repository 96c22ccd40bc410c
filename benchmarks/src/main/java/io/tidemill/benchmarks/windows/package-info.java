// SPDX-License-Identifier: Apache-2.0
/// Windows that slide, the first rows of each key, and states of the user's: what a row costs, or a batch.
///
/// The engine runs on the caller's thread ([io.tidemill.testkit.StreamDriver]), and a batch ends when the suite says so.
@NullMarked
package io.tidemill.benchmarks.windows;

import org.jspecify.annotations.NullMarked;
