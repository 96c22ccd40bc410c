// SPDX-License-Identifier: Apache-2.0
/// What Tidemill costs, measured: end-to-end suites with a main each, and JMH benchmarks of single rooms.
///
/// [io.tidemill.benchmarks.Main] runs a suite by its name. The suites stand in packages of their own; JMH benchmarks stand in
/// packages named after the room that they measure (`memory`, `kernel`, `table`, `ring`, `codec`, `format`, `state`, `operator`,
/// `runtime`). Each checks its answer before it times anything; a suite prints a table ready for `benchmarks/README.md`.
///
/// **Threads**: suites start and pin what they need. **Memory**: input lies off the heap. **Imports**: benchmarks see everything
/// and nobody sees them.
@NullMarked
package io.tidemill.benchmarks;

import org.jspecify.annotations.NullMarked;
