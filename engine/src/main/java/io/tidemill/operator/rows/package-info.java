// SPDX-License-Identifier: Apache-2.0
/// Operators on rows, nearly all of which call a function of the user's for each: Spark's own operations, in Spark's order.
///
/// | operators | remember |
/// |---|---|
/// | `FilterRows`, `MapRows`, `FlatMapRows`, `MapPartitions` | nothing |
/// | `ReduceRows`, `ReduceByKey`, `GroupByKey`, `Transform` | the batch |
/// | `ReduceByKeyAndWindow`, `ReduceByKeyAndInverse` | the slides of a window, as `KeyedSlides` |
/// | `WindowRows`, which calls nobody | every row of a window |
/// | `UpdateStateByKey`, `MapWithState`, `KeyedProcess` | every key |
///
/// A codec makes a value of a row, and `MadeRows` makes rows of values, a chunk at a time. What is kept by key
/// is kept by a `KeyedReducer` (one value a key) or `KeyedValues` (all of them), in the order of first appearance, and put out by
/// `PairResults`. Where there are several lanes each gathers what it has, and the first makes the results of all (`ForFirstLane`,
/// and `GatheredPairsOperator` where these are pairs). `ArrivedPairsOperator` hands single pairs over in the order in which they came, and then
/// what is due by the time (`TimedStates`, `Timers`).
///
/// **Threads**: one, the lane's; functions may run on several lanes at once. **Memory**: output rows lie in a block that the budget
/// counts; values that are kept are heap objects, which `HeapMeter` counts by an estimate. **Errors**: whatever a function throws
/// fails the batch as a [io.tidemill.UserCodeException] that names operator and line ([io.tidemill.plan.UserCode]).
///
/// May import: the functions of `io.tidemill`, operator, memory, codec, plan.
@NullMarked
package io.tidemill.operator.rows;

import org.jspecify.annotations.NullMarked;
