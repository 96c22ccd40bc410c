// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import io.tidemill.plan.expr.Expr;

/// What must be equal in two rows that match.
///
/// @param isShared whether it is a column of one name on both sides, which the result has once
record JoinKey(Expr left, Expr right, boolean isShared) {}
