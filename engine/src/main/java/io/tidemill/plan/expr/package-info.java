// SPDX-License-Identifier: Apache-2.0
/// Expressions over columns, as users write them and as operators evaluate them.
///
/// [io.tidemill.plan.expr.Expr] is what a user writes: columns by name, no types. [io.tidemill.plan.expr.Binder] checks it
/// against a schema and makes a [io.tidemill.plan.expr.Bound]: columns by index, every cast explicit. The rules of types are
/// in [io.tidemill.plan.expr.TypeRules], and nowhere else. **Threads**: any. **Memory**: the heap, at build time only.
///
/// May import: the API, memory, plan.
@NullMarked
package io.tidemill.plan.expr;

import org.jspecify.annotations.NullMarked;
