// SPDX-License-Identifier: Apache-2.0
/// What the journal costs: a suite of whole journals on a real disk ([io.tidemill.benchmarks.journal.JournalSuite]), and JMH
/// benchmarks of its parts. Each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
