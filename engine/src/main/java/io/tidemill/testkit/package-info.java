// SPDX-License-Identifier: Apache-2.0
/// What tests of streams, operators and connectors stand on; of use to users who write their own.
///
/// [io.tidemill.testkit.OperatorHarness] puts an operator through everything that its contract promises, against a naive
/// reference that handles row after row:
///
/// ```java
/// OperatorHarness.verify(OperatorCase.of("keeps positive sizes", SCHEMA, SCHEMA, () -> new FilterOperator(...), PositiveSizes::new)
///         .columnar());
/// ```
///
/// A [io.tidemill.testkit.CollectingSourceContext] runs a source without an engine and keeps what it gives; its clock moves
/// when the source sleeps.
///
/// **Threads**: everything runs on the caller's. **Memory**: metered like the engine's; a check fails when a byte is left.
/// Randomness comes from printed seeds. No production code imports this package; it may import all of them.
@NullMarked
package io.tidemill.testkit;

import org.jspecify.annotations.NullMarked;
