// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emit;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.expr.UserCalls;

/// Names stages and sinks, each one once: the user's name, or the stream and the operation, such as `trades/map`.
final class StageNames {
    private final Map<String, Integer> used = new HashMap<>();

    /// @param functions the functions of the user's that the stage calls; each has the name that it has when it is a stage of its own
    record Names(String stage, List<String> functions) {}

    Names stage(Plan plan, Optional<String> given) {
        return switch (plan) {
            case RowPlan.FusedRows<?, ?> fused -> fused(fused, given);
            case RowPlan _,JoinPlan.Cogroup<?, ?, ?> _ -> {
                String name = name(plan, given);
                yield new Names(name, List.of(name));
            }
            case ColumnPlan node when UserCalls.isIn(Explain.calls(node)) -> {
                String name = name(plan, given);
                yield new Names(name, List.of(name));
            }
            default -> new Names(name(plan, given), List.of());
        };
    }

    private Names fused(RowPlan.FusedRows<?, ?> fused, Optional<String> given) {
        List<String> functions = new ArrayList<>();
        for (Plan function : fused.functions().subList(0, fused.functions().size() - 1)) {
            functions.add(name(function, Optional.empty()));
        }
        String last = name(fused.functions().getLast(), given);
        functions.add(last);
        return new Names(given.isPresent() ? last : name(fused, Optional.empty()), List.copyOf(functions));
    }

    private String name(Plan plan, Optional<String> given) {
        return unique(given.orElseGet(() -> Labels.origin(plan) + "/" + plan.site().operation()));
    }

    String sink(Emit emit) {
        return unique(Labels.origin(emit.input()) + "/" + emit.site().operation());
    }

    private String unique(String name) {
        int count = used.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + "#" + count;
    }
}
