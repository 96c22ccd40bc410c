// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import io.tidemill.kernel.Forge;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.plan.expr.TextComputation;

/// Which computation is that of a function.
public final class RowComputations {
    private RowComputations() {}

    public static RowComputation of(TextComputation function, Forge forge, Scratch scratch) {
        return switch (function) {
            case TextComputation.RegexFound found -> RegexComputations.found(found);
            case TextComputation.RegexGroup group -> RegexComputations.group(group);
            case TextComputation.RegexReplaced replaced -> new RegexComputations.Replacing(replaced);
            case TextComputation.DateFormat format -> TimeComputations.format(format);
            case TextComputation.DateParsed parsed -> TimeComputations.parse(parsed);
            case TextComputation.JsonValue value -> JsonComputation.of(value, forge, scratch);
            case TextComputation.Digest digest -> new DigestComputation(digest);
        };
    }
}
