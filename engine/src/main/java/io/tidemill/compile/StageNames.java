// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.tidemill.plan.Emit;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Plan;

/// Names stages and sinks, each one once: the user's name, or the stream and the operation, such as `trades/map`.
final class StageNames {
    private final Map<String, Integer> used = new HashMap<>();

    String stage(Plan plan, Optional<String> given) {
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
