// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tidemill.plan.Emit;
import io.tidemill.plan.Plan;

/// Applies the rules to all plans of a context, from the inputs up, until none applies.
///
/// What several streams stand on stays one node: no rule works across it, so nothing is done twice.
final class Rewriter {
    private static final List<RewriteRule> RULES = List.of(new FilterBelow(), new FilterBelowJoin(),
            new FuseRowLambdas());

    private final IdentityHashMap<Plan, Integer> parents = new IdentityHashMap<>();
    private final IdentityHashMap<Plan, Plan> rewritten = new IdentityHashMap<>();
    private final Set<Plan> shared = Collections.newSetFromMap(new IdentityHashMap<>()); // among those that are rewritten

    private Rewriter() {}

    /// The outputs of better plans that mean the same, without the columns that nobody reads.
    static List<Emit> rewrite(List<Emit> outputs) {
        Rewriter rewriter = new Rewriter();
        outputs.forEach(output -> rewriter.count(output.input()));
        return Pruning
                .prune(outputs.stream().map(output -> output.withInput(rewriter.rewrite(output.input()))).toList());
    }

    private void count(Plan plan) {
        if (parents.merge(plan, 1, Integer::sum) == 1) {
            plan.children().forEach(this::count);
        }
    }

    private Plan rewrite(Plan plan) {
        Plan known = rewritten.get(plan);
        if (known == null) {
            known = applyRules(withRewrittenChildren(plan));
            rewritten.put(plan, known);
            rewritten.put(known, known);
            if (parents.getOrDefault(plan, 0) > 1) {
                shared.add(known);
            }
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

    private Plan applyRules(Plan plan) {
        if (plan instanceof Plan.OfOne node && !shared.contains(node.input())) {
            for (RewriteRule rule : RULES) {
                Optional<Plan> better = rule.apply(node);
                if (better.isPresent()) {
                    return rewrite(better.get()); // what is new in it may be better still
                }
            }
        }
        return plan;
    }
}
