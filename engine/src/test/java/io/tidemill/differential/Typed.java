// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.EnumSet;
import java.util.Set;

import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.col;

/// An expression twice: ours and DuckDB's.
///
/// @param nulls the patterns of the columns that it reads
record Typed(Expr expr, String sql, Type type, Precision precision, Set<NullPattern> nulls) {

    static Typed of(RandomTable.Column column) {
        return new Typed(col(column.name()), column.name(), column.type(),
                column.wild() ? Precision.EQUAL : Precision.SUMMABLE, EnumSet.of(column.nulls()));
    }

    /// A column of the same values under a name.
    Typed as(String name) {
        return new Typed(col(name), name, type, precision, nulls);
    }

    /// A column of the same values, and nulls beside them.
    Typed withNulls() {
        return new Typed(expr, sql, type, precision,
                nulls.equals(EnumSet.of(NullPattern.ALL)) ? nulls : EnumSet.of(NullPattern.SOME));
    }

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
