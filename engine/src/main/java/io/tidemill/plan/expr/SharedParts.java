// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which parts several expressions, or one, compute more than once: those are evaluated once a chunk.
///
/// A part that may fail is another one in each branch: which rows fail, and count, depends on the rows that the branch is taken for.
public final class SharedParts {
    private final Map<Part, Integer> uses = new LinkedHashMap<>();

    /// The rows that an operand of a node is asked for, if that are fewer than the node is asked for.
    ///
    /// @param outer of the node; empty = all rows
    public record Branch(Optional<Branch> outer, Bound node, int operand) {}

    /// An expression, and the branch that it is evaluated in; all rows if it cannot fail.
    public record Part(Bound expression, Optional<Branch> branch) {}

    public SharedParts(List<Bound> expressions) {
        expressions.forEach(expression -> count(expression, Optional.empty()));
    }

    private void count(Bound expression, Optional<Branch> branch) {
        List<Bound> operands = expression.children();
        if (operands.isEmpty() || uses.merge(part(expression, branch), 1, Integer::sum) > 1) {
            return;
        }
        for (int i = 0; i < operands.size(); i++) {
            count(operands.get(i), branch(branch, expression, i));
        }
    }

    /// The branch in which an operand of a node is evaluated.
    public static Optional<Branch> branch(Optional<Branch> outer, Bound node, int operand) {
        boolean narrows = operand > 0
                && (node instanceof Bound.If || node instanceof Bound.And || node instanceof Bound.Or);
        return narrows && node.children().get(operand).mayFail()
                ? Optional.of(new Branch(outer, node, operand))
                : outer;
    }

    /// What an expression in a branch is part of: what the condition of the branch has computed is there already.
    public static Part part(Bound expression, Optional<Branch> branch) {
        Optional<Branch> home = expression.mayFail() ? branch : Optional.empty();
        while (home.isPresent() && isComputedIn(expression, home.get().node().children().getFirst())) {
            home = home.get().outer();
        }
        return new Part(expression, home);
    }

    /// Whether an expression is computed with another one for the same rows.
    private static boolean isComputedIn(Bound expression, Bound whole) {
        if (expression.equals(whole)) {
            return true;
        }
        List<Bound> operands = whole.children();
        for (int i = 0; i < operands.size(); i++) {
            if (branch(Optional.empty(), whole, i).isEmpty() && isComputedIn(expression, operands.get(i))) {
                return true;
            }
        }
        return false;
    }

    /// Whether a part is used more than once.
    public boolean isShared(Bound expression, Optional<Branch> branch) {
        return uses.getOrDefault(part(expression, branch), 0) > 1;
    }

    /// The parts that are used more than once.
    public List<Bound> shared() {
        List<Bound> shared = new ArrayList<>();
        uses.forEach((part, count) -> {
            if (count > 1) {
                shared.add(part.expression());
            }
        });
        return shared;
    }
}
