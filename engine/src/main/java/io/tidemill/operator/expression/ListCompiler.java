// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;

import io.tidemill.BugException;
import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.list.Elements;
import io.tidemill.kernel.text.Splits;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.RetypedEvaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.list.ListElementEvaluator;
import io.tidemill.operator.expression.list.ListMakeEvaluator;
import io.tidemill.operator.expression.list.ListSearchEvaluator;
import io.tidemill.operator.expression.list.ListSplitEvaluator;
import io.tidemill.operator.expression.text.TextMeasureEvaluator;
import io.tidemill.operator.expression.text.TextPartialMapEvaluator;
import io.tidemill.operator.expression.text.TextSliceEvaluator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ListFunction;
import io.tidemill.plan.expr.Splitter;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Turns calls of functions of lists into evaluators.
final class ListCompiler {
    private final Forge forge;
    private final Scratch scratch;

    ListCompiler(Forge forge, Scratch scratch) {
        this.forge = forge;
        this.scratch = scratch;
    }

    Evaluator compile(ListFunction function, Bound.Call call, List<Evaluator> operands) {
        Evaluator first = operands.getFirst();
        return switch (function) {
            case ListFunction.Split(Splitter splitter) ->
                new ListSplitEvaluator(splitting(splitter), first, forge, scratch);
            case ListFunction.Make _ -> new ListMakeEvaluator(call.type().elementType(), operands, forge, scratch);
            case ListFunction.Size _ ->
                new TextMeasureEvaluator(forge.kernel(Elements.count()), first, scratch.values(Type.INT32));
            case ListFunction.ElementAt(int number) ->
                element(call.type(), number > 0 ? number - 1 : number, first);
            case ListFunction.Join(String separator, var forNull) -> joined(forNull
                    .map(text -> Elements.join(separator.getBytes(UTF_8), text.getBytes(UTF_8)))
                    .orElseGet(() -> Elements.join(separator.getBytes(UTF_8), false)), first);
            case ListFunction.JoinAny(String separator) ->
                joined(Elements.join(separator.getBytes(UTF_8), true), first);
            case ListFunction.Concat _ -> throw new BugException(call + " is bound as a join");
            case ListFunction.Contains _ -> new ListSearchEvaluator(
                    call.operands().getFirst().type().elementType(), first, operands.getLast(), forge, scratch);
        };
    }

    private Evaluator joined(Shape<Loop.PartialMapText> shape, Evaluator lists) {
        return new TextPartialMapEvaluator(shape, Type.UTF8, lists, forge, scratch);
    }

    private static Shape<Loop.SplitText> splitting(Splitter splitter) {
        return switch (splitter) {
            case Splitter.Words _ -> Splits.words();
            case Splitter.Separator(String separator) -> Splits.at(separator.getBytes(UTF_8));
            case Splitter.Elements _ -> throw new IllegalArgumentException("a text has no elements");
        };
    }

    /// @param index from 0 on, or back from -1
    private Evaluator element(Type element, int index, Evaluator lists) {
        if (element.layout() != Type.Layout.BYTES) {
            return new ListElementEvaluator(element, index, lists, forge, scratch);
        }
        Evaluator text = new TextSliceEvaluator(Elements.textAt(index), lists, forge, scratch);
        return element.equals(Type.UTF8) ? text : new RetypedEvaluator(text, element);
    }
}
