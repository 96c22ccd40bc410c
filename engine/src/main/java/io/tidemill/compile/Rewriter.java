// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

import io.tidemill.plan.Emit;
import io.tidemill.plan.Plan;

/// Applies the rules to all plans of a context, from the inputs up, until none applies.
///
/// What several streams stand on stays one node: no rule works across it, so nothing is done twice.
final class Rewriter {
    private static final List<RewriteRule> RULES = List.of(new FilterBelowProject(), new FuseRowLambdas());

    private final IdentityHashMap<Plan, Integer> parents = new IdentityHashMap<>();
    private final IdentityHashMap<Plan, Plan> rewritten = new IdentityHashMap<>();

    private Rewriter() {}

    static List<Emit> rewrite(List<Emit> outputs) {
        Rewriter rewriter = new Rewriter();
        outputs.forEach(output -> rewriter.count(output.input()));
        return outputs.stream().map(output -> output.withInput(rewriter.rewrite(output.input()))).toList();
    }

    private void count(Plan plan) {
        if (parents.merge(plan, 1, Integer::sum) == 1) {
            plan.children().forEach(this::count);
        }
    }

    private Plan rewrite(Plan plan) {
        Plan known = rewritten.get(plan);
        if (known == null) {
            known = applyRules(withRewrittenChildren(plan), plan.children());
            rewritten.put(plan, known);
        }
        return known;
    }

    @SuppressWarnings("ReferenceEquality") // the same node, not an equal one
    private Plan withRewrittenChildren(Plan plan) {
        List<Plan> children = new ArrayList<>();
        boolean changed = false;
        for (Plan child : plan.children()) {
            Plan better = rewrite(child);
            children.add(better);
            changed |= better != child;
        }
        return changed ? plan.withChildren(children) : plan;
    }

    /// @param children as they were counted
    private Plan applyRules(Plan plan, List<Plan> children) {
        if (children.size() != 1 || parents.getOrDefault(children.getFirst(), 0) != 1) {
            return plan;
        }
        for (RewriteRule rule : RULES) {
            if (plan instanceof Plan.OfOne node) {
                Optional<Plan> better = rule.apply(node);
                if (better.isPresent()) {
                    return better.get();
                }
            }
        }
        return plan;
    }
}
