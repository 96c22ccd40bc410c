// SPDX-License-Identifier: Apache-2.0
/// What every suite shares: its options, its measurements, the table and the file they go to.
///
/// A suite is a picocli command with [io.tidemill.benchmarks.suite.SuiteOptions] mixed in; it begins a
/// [io.tidemill.benchmarks.suite.SuiteRun], adds measurements and closes it, which prints the table. Contenders run in turn
/// ([io.tidemill.benchmarks.suite.Rounds]), because only figures of one run can be compared on a machine that others use too.
@NullMarked
package io.tidemill.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
