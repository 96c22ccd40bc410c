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
        switch (expression) {
            case Bound.Column column -> columns.set(column.index());
            case Bound.Constant _ -> {}
            case Bound.Arithmetic node -> add(node.left(), node.right(), columns);
            case Bound.Comparison node -> add(node.left(), node.right(), columns);
            case Bound.And(var left, var right) -> add(left, right, columns);
            case Bound.Or(var left, var right) -> add(left, right, columns);
            case Bound.Not(var input) -> add(input, columns);
            case Bound.IsNull(var input) -> add(input, columns);
            case Bound.Cast(var input, _) -> add(input, columns);
        }
    }

    private static void add(Bound left, Bound right, BitSet columns) {
        add(left, columns);
        add(right, columns);
    }
}
