// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.text;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.text.Rewriting;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.JointValidity;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.TextTarget;

/// One text behind another.
public final class TextJoinEvaluator implements Evaluator {
    private final Kernel<Loop.JoinText> kernel;
    private final Kernel<Loop.TextTotal> total;
    private final Evaluator left;
    private final Evaluator right;
    private final JointValidity validity;
    private final TextTarget target;
    private final Column result = new Column(Type.UTF8);

    public TextJoinEvaluator(Evaluator left, Evaluator right, Forge forge, Scratch scratch) {
        this.kernel = forge.kernel(Rewriting.join());
        this.total = forge.kernel(TextSizes.total());
        this.left = left;
        this.right = right;
        this.validity = new JointValidity(forge, scratch);
        this.target = scratch.texts();
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column a = left.evaluate(chunk, wanted);
        Column b = right.evaluate(chunk, wanted);
        int rows = chunk.rows();
        target.ensure(total.current().apply(a.starts(), a.ends(), rows)
                + total.current().apply(b.starts(), b.ends(), rows));
        kernel.current()
                .apply(a.data(), a.starts(), a.ends(), b.data(), b.starts(), b.ends(), target.data(), target.starts(),
                        target.ends(), rows);
        result.setText(target.data(), target.starts(), target.ends());
        validity.put(a, b, result, rows);
        return result;
    }
}
