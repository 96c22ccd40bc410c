// SPDX-License-Identifier: Apache-2.0
/// A disk that fails on demand, for tests: [io.tidemill.journal.simulation.SimulatedStorage] knows what was forced and what was
/// not, and at a power cut keeps of the latter what a seed says. The same seed, the same loss. Safe for several threads.
@NullMarked
package io.tidemill.journal.simulation;

import org.jspecify.annotations.NullMarked;
