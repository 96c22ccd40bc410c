// SPDX-License-Identifier: Apache-2.0
/// From the plan that a user built to the stages that run.
///
/// [io.tidemill.compile.Compiler] lets the `Rewriter` apply its rules, one a file (`FilterBelow`, `FilterBelowJoin`, `FuseRowLambdas`),
/// and leave out what nobody reads (`Demand` says what is read, `Pruning` leaves the rest out, `Places` says where columns are then). It
/// makes of each node that is left a stage, and of each output operation a sink: the [io.tidemill.compile.ExecutionPlan]. `Operators` and
/// `Sinks` say which, `StageNames` what they are called, [io.tidemill.compile.Explain] shows it all to the user.
///
/// Runs once per query: clarity over speed. **Threads**: the caller's; what is made is immutable. **Memory**: the heap, at build
/// time only. **Errors**: a plan was checked when it was built, so what does not fit here is a [io.tidemill.BugException].
///
/// May import: the API, plan, operator and its rooms, codec, connector, memory.
@NullMarked
package io.tidemill.compile;

import org.jspecify.annotations.NullMarked;
