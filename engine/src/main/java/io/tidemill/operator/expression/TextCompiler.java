// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.text.Matching;
import io.tidemill.kernel.text.Rewriting;
import io.tidemill.kernel.text.Slices;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.kernel.text.number.NumberTexts;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.FailedRows;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.text.TextFormatEvaluator;
import io.tidemill.operator.expression.text.TextJoinEvaluator;
import io.tidemill.operator.expression.text.TextMapEvaluator;
import io.tidemill.operator.expression.text.TextMeasureEvaluator;
import io.tidemill.operator.expression.text.TextParseEvaluator;
import io.tidemill.operator.expression.text.TextPartialMapEvaluator;
import io.tidemill.operator.expression.text.TextSliceEvaluator;
import io.tidemill.operator.expression.truth.TextPredicateEvaluator;
import io.tidemill.operator.expression.truth.Truth;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.TextFunction;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Turns calls of functions of texts into evaluators.
final class TextCompiler {
    private final Forge forge;
    private final Scratch scratch;

    TextCompiler(Forge forge, Scratch scratch) {
        this.forge = forge;
        this.scratch = scratch;
    }

    Evaluator compile(TextFunction function, Bound.Call call, List<Evaluator> operands, FailedRows failed) {
        Evaluator first = operands.getFirst();
        return switch (function) {
            case TextFunction.Length _ ->
                new TextMeasureEvaluator(forge.kernel(TextSizes.characters()), first, scratch.values(Type.INT32));
            case TextFunction.ByteLength _ ->
                new TextMeasureEvaluator(forge.kernel(TextSizes.bytes()), first, scratch.values(Type.INT32));
            case TextFunction.Case(boolean upper) -> mapped(upper ? Rewriting.upper() : Rewriting.lower(), first);
            case TextFunction.Replace(String search, String replacement) ->
                mapped(Rewriting.replace(search.getBytes(UTF_8), replacement.getBytes(UTF_8)), first);
            case TextFunction.Trim(boolean left, boolean right) -> sliced(Slices.trim(left, right), first);
            case TextFunction.Substring(int from, int length) -> sliced(Slices.substring(from, length), first);
            case TextFunction.SplitIndex(String separator, int index) ->
                sliced(Slices.piece(separator.getBytes(UTF_8), index), first);
            case TextFunction.Match(var kind, String pattern) ->
                new TextPredicateEvaluator(forge.kernel(matching(kind, pattern.getBytes(UTF_8))), first,
                        new Truth(forge, scratch));
            case TextFunction.Concat _ -> new TextJoinEvaluator(first, operands.getLast(), forge, scratch);
            case TextFunction.Pad(boolean left, int length, String pad) ->
                mapped(Rewriting.pad(left, length, pad.getBytes(UTF_8)), first);
            case TextFunction.Side(boolean left, int length) when left || length <= 0 ->
                sliced(Slices.substring(1, length), first);
            case TextFunction.Side(_, int length) -> sliced(Slices.substring(-length, length), first);
            case TextFunction.Capitalize _ -> mapped(Rewriting.capitalize(), first);
            case TextFunction.Reverse _ -> mapped(Rewriting.reverse(), first);
            case TextFunction.Repeat(int times) -> mapped(Rewriting.repeat(times), first);
            case TextFunction.Translate(String matching, String replacement) ->
                mapped(Rewriting.translate(matching.getBytes(UTF_8), replacement.getBytes(UTF_8)), first);
            case TextFunction.Find(_, String search, int from) -> new TextMeasureEvaluator(
                    forge.kernel(TextSizes.find(search.getBytes(UTF_8), from)), first, scratch.values(Type.INT32));
            case TextFunction.FirstCharacter _ -> new TextMeasureEvaluator(forge.kernel(TextSizes.firstCharacter()),
                    first, scratch.values(Type.INT32));
            case TextFunction.OneCharacter _ ->
                new TextFormatEvaluator(NumberTexts.characters(), first, forge, scratch);
            case TextFunction.Hex _ when call.operands().getFirst().type().isInteger() ->
                new TextFormatEvaluator(NumberTexts.hex(), first, forge, scratch);
            case TextFunction.Hex _ -> mapped(Rewriting.hex(), first);
            case TextFunction.Truth _ -> new TextParseEvaluator(forge.kernel(NumberTexts.truths()), first, failed,
                    Type.INT32, scratch.values(Type.INT32));
            case TextFunction.Unhex _ ->
                new TextPartialMapEvaluator(Rewriting.unhex(), Type.BINARY, first, forge, scratch);
        };
    }

    private static Shape<Loop.TextPredicate> matching(TextFunction.Match.Kind kind, byte[] pattern) {
        return switch (kind) {
            case STARTS_WITH -> Matching.STARTS_WITH.of(pattern);
            case ENDS_WITH -> Matching.ENDS_WITH.of(pattern);
            case CONTAINS -> Matching.CONTAINS.of(pattern);
            case LIKE -> Matching.like(pattern);
        };
    }

    private Evaluator mapped(Shape<Loop.MapText> shape, Evaluator input) {
        return new TextMapEvaluator(shape, input, forge, scratch);
    }

    private Evaluator sliced(Shape<Loop.SliceText> shape, Evaluator input) {
        return new TextSliceEvaluator(shape, input, forge, scratch);
    }
}
