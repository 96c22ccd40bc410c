// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the rooms `operator.columns` and `operator.rows`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.operator;

import org.jspecify.annotations.NullMarked;
