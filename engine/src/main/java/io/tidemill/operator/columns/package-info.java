// SPDX-License-Identifier: Apache-2.0
/// Operators over columns that remember nothing: they call kernels once a chunk and nothing once a row.
///
/// | operator | what it does | with |
/// |---|---|---|
/// | [io.tidemill.operator.columns.FilterOperator] | narrows the selection | a program of `expression` |
/// | [io.tidemill.operator.columns.ProjectOperator] | computes columns | programs of `expression` |
/// | [io.tidemill.operator.columns.ExplodeOperator] | makes a row of each piece of a text | `TextRows` |
/// | [io.tidemill.operator.columns.ExplodeListOperator] | makes a row of each element of a list | |
///
/// What other operators over columns share is here too: [io.tidemill.operator.columns.Compactor] and
/// [io.tidemill.operator.columns.ColumnGather] make dense columns of sparse ones where that pays, and
/// [io.tidemill.operator.columns.MeantValues] says which rows of a column count.
///
/// **Threads**: one, the lane's. **Memory**: allocated at `open` and counted by the operator's budget; nothing is allocated for a chunk.
/// **Errors**: none is the user's fault here, since expressions were bound and typed before they ran.
///
/// May import: operator, operator.expression, memory, kernel, plan.
@NullMarked
package io.tidemill.operator.columns;

import org.jspecify.annotations.NullMarked;
