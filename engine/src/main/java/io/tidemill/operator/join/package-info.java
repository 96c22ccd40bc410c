// SPDX-License-Identifier: Apache-2.0
/// Joins: operators that make rows of the rows of two streams whose keys are equal.
///
/// | class | what it does |
/// |---|---|
/// | [io.tidemill.operator.join.KeyedJoinOperator] | what they have in common: rows are gathered by key, and those that go together put out |
/// | [io.tidemill.operator.join.JoinOperator] | joins the rows of two streams, batch by batch |
/// | [io.tidemill.operator.join.IntervalJoinOperator] | joins rows that are near in event time, or each with the latest (ASOF) |
/// | [io.tidemill.operator.join.WindowJoinOperator] | joins rows of the same window of event time, when it is closed |
/// | [io.tidemill.operator.join.LookupJoinOperator] | joins rows with those of a table |
/// | [io.tidemill.operator.join.SideIntake] | finds the keys of one side's rows, and keeps what the join wants of them |
/// | [io.tidemill.operator.join.JoinRows] | the rows of both sides, by the groups of one table of keys |
/// | [io.tidemill.operator.join.JoinExchange] | gathers rows in each lane, and gives each lane its hash ranges of all |
/// | [io.tidemill.operator.join.RememberedRows] | the rows of both sides that rows to come may still meet |
/// | [io.tidemill.operator.join.Pairing] | which row goes with which, a chunk at a time |
/// | [io.tidemill.operator.join.PairColumns] | picks the columns of the rows that go together |
///
/// `docs/design/012-joins.md` says why there is no build side and no probe side.
///
/// **Threads**: one, its lane's; what lanes have frozen is read by all. **Memory**: rows are copied in and kept off the heap, counted by the
/// operator's budget; what is put out is picked into scratch of the operator's own.
///
/// May import: memory, kernel, state, plan, operator, operator.columns, operator.expression, operator.window.
@NullMarked
package io.tidemill.operator.join;

import org.jspecify.annotations.NullMarked;
