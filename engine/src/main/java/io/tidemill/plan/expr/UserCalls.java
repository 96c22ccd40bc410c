// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;

/// Finds what expressions call.
public final class UserCalls {
    private UserCalls() {}

    /// Whether any of some expressions calls a function or an aggregate of the user's.
    public static boolean isIn(List<Bound> expressions) {
        return expressions.stream().anyMatch(UserCalls::isIn);
    }

    /// Whether an expression calls a function or an aggregate of the user's.
    public static boolean isIn(Bound expression) {
        return (expression instanceof Bound.Call call && call.function().isOfUser()) || isIn(expression.children());
    }

    /// The calls in some expressions that are made row by row, each once.
    public static List<Bound> rowByRow(List<Bound> expressions) {
        List<Bound> found = new ArrayList<>();
        expressions.forEach(expression -> add(expression, found));
        return found;
    }

    private static void add(Bound expression, List<Bound> found) {
        if (expression instanceof Bound.Call call && call.function().isRowByRow() && !found.contains(call)) {
            found.add(call);
        }
        expression.children().forEach(child -> add(child, found));
    }
}
