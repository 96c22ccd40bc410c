// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Type;

/// Binds calls of functions of texts.
final class TextBinder {
    private final Binder binder;

    TextBinder(Binder binder) {
        this.binder = binder;
    }

    Bound bind(TextFunction function, Expr.Call expr) {
        Expr first = expr.operands().getFirst();
        return switch (function) {
            case TextFunction.Length _ when binder.bind(first).type().equals(Type.BINARY) ->
                CallBinder.call(new TextFunction.ByteLength(), List.of(binder.bind(first)));
            case TextFunction.Hex _ -> CallBinder.call(function, List.of(bytesOrInteger(first, expr)));
            case TextFunction.OneCharacter _ -> {
                Bound number = binder.bind(first);
                if (!number.type().isInteger()) {
                    throw binder.wrong("%s is %s, where an integer is due: %s".formatted(first, number.type(), expr));
                }
                yield CallBinder.call(function, List.of(Binder.cast(number, Type.INT64)));
            }
            case TextFunction.Find(_, String search, int from) when search.isEmpty() || from < 1 ->
                everywhere(texts(expr).getFirst(), from < 1 ? 0 : 1);
            default -> CallBinder.call(function, texts(expr));
        };
    }

    private Bound bytesOrInteger(Expr operand, Expr.Call expr) {
        Bound value = binder.bind(operand);
        if (value.type().isInteger()) {
            return Binder.cast(value, Type.INT64);
        }
        if (!value.type().equals(Type.UTF8) && !value.type().equals(Type.BINARY)) {
            throw binder.wrong(
                    "%s is %s, where an integer, text or binary is due: %s".formatted(operand, value.type(), expr));
        }
        return value;
    }

    /// The same answer for all texts that are there.
    private static Bound everywhere(Bound text, int answer) {
        Bound found = new Bound.Constant(answer, Type.INT32);
        return text.nullable()
                ? new Bound.If(new Bound.IsNull(text), new Bound.Null(Type.INT32), found, true)
                : found;
    }

    private List<Bound> texts(Expr.Call expr) {
        List<Bound> texts = new ArrayList<>();
        for (Expr operand : expr.operands()) {
            Bound text = binder.bind(operand);
            if (!text.type().equals(Type.UTF8)) {
                throw binder.wrong("%s is %s, where text is due: %s".formatted(operand, text.type(), expr));
            }
            texts.add(text);
        }
        return texts;
    }
}
