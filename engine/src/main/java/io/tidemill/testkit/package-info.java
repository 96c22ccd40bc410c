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
/// when the source sleeps. [io.tidemill.testkit.SourceRestarts] cuts a source off wherever a journal might end and starts it again:
///
/// ```java
/// new SourceRestarts(schema, context -> context.run(new TextFileSource(file))).cutAnywhere();
/// ```
///
/// [io.tidemill.testkit.StreamDriver] runs a whole context on a clock that the test moves, and collects what streams give:
///
/// ```java
/// try (StreamDriver driver = StreamDriver.every(millis(100))) {
///     Input<Trade> trades = driver.context().input("trades", Trade.class);
///     CollectedStream<Long> counts = driver.collect(trades.stream().count());
///     driver.start();
///     driver.push(trades, new Trade("ACME", 10.5, 200));
///     driver.advance(seconds(10));
///     assertThat(counts.batches()).hasSize(100);
/// }
/// ```
///
/// **Threads**: everything runs on the caller's. **Memory**: metered like the engine's; a check fails when a byte is left.
/// Randomness comes from printed seeds. No production code imports this package; it may import all of them.
@NullMarked
package io.tidemill.testkit;

import org.jspecify.annotations.NullMarked;
