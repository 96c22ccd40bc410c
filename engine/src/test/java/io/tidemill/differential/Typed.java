// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.EnumSet;
import java.util.Set;

import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

/// An expression twice: ours and DuckDB's.
///
/// @param nulls the patterns of the columns that it reads
record Typed(Expr expr, String sql, Type type, Precision precision, Set<NullPattern> nulls) {

    static Typed of(Expr expr, String sql, Type type, Typed... parts) {
        Set<NullPattern> nulls = EnumSet.noneOf(NullPattern.class);
        for (Typed part : parts) {
            nulls.addAll(part.nulls);
        }
        return new Typed(expr, sql, type, Precision.EQUAL, nulls);
    }

    Typed cast(Type to) {
        return type.equals(to) ? this : new Typed(expr.cast(to), Sql.tryCast(sql, to), to, precision, nulls);
    }
}
