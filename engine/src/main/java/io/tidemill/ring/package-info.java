// SPDX-License-Identifier: Apache-2.0
/// Rings, publishers and the gate: how rows pass from thread to thread.
///
/// [io.tidemill.ring.RowPublisher] hands rows over by a released row count ([io.tidemill.ring.Handoff]); ingest puts views of
/// them into the slots of a [io.tidemill.ring.Ring]; journal and lanes read the slots; what a lane puts out waits in a ring of its own.
/// [io.tidemill.ring.LaneOutputs] puts the results of all lanes into one order by the steps that they show each other
/// ([io.tidemill.ring.LaneProgress]), and [io.tidemill.ring.OutputGate] lets them go. Slots and rows are free when all have passed them.
///
/// **Threads**: every class says which thread owns which part; what crosses is a release store paired with an acquire load,
/// named where it happens. **Memory**: nothing is allocated after construction.
///
/// May import: memory, codec, journal, metrics, the API, and alone of all rooms the Disruptor.
@NullMarked
package io.tidemill.ring;

import org.jspecify.annotations.NullMarked;
