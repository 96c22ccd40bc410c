// SPDX-License-Identifier: Apache-2.0
/// What an engine is doing, in numbers that any thread may read without a lock.
///
/// A [io.tidemill.metrics.Counter] has one writer; readers see a value that is whole and at most a moment old; a
/// [io.tidemill.metrics.LaneCounter] is one for each lane, read as their sum.
/// [io.tidemill.metrics.EngineCounters] are those of an engine, each with the agent that writes it;
/// [io.tidemill.metrics.Metrics] gives every number a name; [io.tidemill.metrics.BatchEvent] tells the JDK's flight recorder of
/// each batch. **Memory**: counting allocates nothing; an event is made only while somebody records. May import: the JDK.
@NullMarked
package io.tidemill.metrics;

import org.jspecify.annotations.NullMarked;
