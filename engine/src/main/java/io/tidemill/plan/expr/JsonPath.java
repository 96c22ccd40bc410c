// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tidemill.PlanException;

/// Where something lies in JSON: `$.name`, `$['a name']`, `$[0]`, one behind the other.
public final class JsonPath {
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]'*]+)|\\['([^']*)'\\]|\\[(\\d{1,9})\\]");

    private JsonPath() {}

    /// The names (`String`) and indexes (`Integer`) from the outside in. Throws a [PlanException] for what is no path.
    public static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int position = path.startsWith("$") ? 1 : -1;
        while (position >= 0 && position < path.length()) {
            step.region(position, path.length());
            if (!step.lookingAt()) {
                break;
            }
            steps.add(step.group(3) != null
                    ? Integer.valueOf(step.group(3))
                    : step.group(1) != null ? step.group(1) : step.group(2));
            position = step.end();
        }
        if (position != path.length()) {
            throw new PlanException(
                    "getJsonObject takes no '%s': a path is $, then .name, ['a name'] or [0], any number of them"
                            .formatted(path));
        }
        return List.copyOf(steps);
    }
}
