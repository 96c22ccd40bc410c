// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.BitSet;
import java.util.Collection;

import io.tidemill.plan.expr.Bound;

/// Which columns of its input an expression reads.
public final class ReadColumns {

    private ReadColumns() {}

    public static BitSet of(Collection<Bound> expressions) {
        BitSet columns = new BitSet();
        expressions.forEach(expression -> add(expression, columns));
        return columns;
    }

    private static void add(Bound expression, BitSet columns) {
        if (expression instanceof Bound.Column column) {
            columns.set(column.index());
        }
        expression.children().forEach(child -> add(child, columns));
    }
}
