// SPDX-License-Identifier: Apache-2.0
/// What an operator is: one step of a pipeline, and what it is given and gives.
///
/// [io.tidemill.operator.Operator] is the contract: `open`, then `process` for each chunk and `endOfBatch` for each tick in the
/// order of the journal, then `close`. [io.tidemill.operator.OperatorContext] is what it opens with,
/// [io.tidemill.operator.Output] where its chunks go, [io.tidemill.operator.Progress] how far it came.
/// [io.tidemill.operator.Owned] closes what it allocated, [io.tidemill.operator.Schedule] says when its window fires.
///
/// There is an instance in each lane. One that needs the rows of all is an [io.tidemill.operator.ExchangeOperator]: at a tick it freezes
/// what it has gathered on one of its [io.tidemill.operator.Sides], and reads what its siblings ([io.tidemill.operator.Lanes]) froze.
///
/// | package | operators |
/// |---|---|
/// | `columns` | whole columns at a time, by kernels, remembering nothing: filter, project, explode |
/// | `fold` | adds chunks to the accumulators of groups |
/// | `window` | slices, windows and watermarks; late rows and gaps that are filled |
/// | `aggregate` | groups in a window, put out as columns |
/// | `rows` | one row at a time, by functions of the user's: map, filter, flatMap, reduceByKey, updateStateByKey |
/// | `expression` | no operators: what evaluates an expression over a chunk, for those of `columns` |
///
/// **Threads**: one, its lane's. **Memory**: input is borrowed, state is the operator's own and counted by its budget, output is
/// lent until the operator's next call.
///
/// May import: memory, kernel, plan, metrics.
@NullMarked
package io.tidemill.operator;

import org.jspecify.annotations.NullMarked;
