// SPDX-License-Identifier: Apache-2.0
/// What a row costs in each kind of join, on one core, beside a table that is built and asked by hand.
///
/// The engine runs on the caller's thread ([io.tidemill.testkit.StreamDriver]), and a batch ends when the suite says so.
@NullMarked
package io.tidemill.benchmarks.joins;

import org.jspecify.annotations.NullMarked;
