// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the journal; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
