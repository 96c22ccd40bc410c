// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Type;

/// Binds calls of functions of lists.
final class ListBinder {
    private final Binder binder;

    ListBinder(Binder binder) {
        this.binder = binder;
    }

    Bound bind(ListFunction function, Expr.Call expr) {
        return switch (function) {
            case ListFunction.Split _ -> call(function, List.of(binder.text(expr.operands().getFirst())));
            case ListFunction.Make _ -> make(function, expr);
            case ListFunction.Size _,ListFunction.ElementAt _ ->
                call(function, List.of(list(expr.operands().getFirst(), expr)));
            case ListFunction.Contains _ -> contains(function, expr);
            case ListFunction.Join _,ListFunction.JoinAny _ ->
                call(function, List.of(texts(expr.operands().getFirst(), expr)));
            case ListFunction.Concat(String separator) -> concat(separator, expr);
        };
    }

    private Bound list(Expr operand, Expr expr) {
        Bound list = binder.bind(operand);
        if (!list.type().isList()) {
            throw binder.wrong("%s is %s, where a list is due: %s".formatted(operand, list.type(), expr));
        }
        return list;
    }

    private Bound texts(Expr operand, Expr expr) {
        Bound list = list(operand, expr);
        if (!list.type().elementType().equals(Type.UTF8)) {
            throw binder.wrong("%s is %s, where a list of texts is due: %s".formatted(operand, list.type(), expr));
        }
        return list;
    }

    /// A list of all texts that is joined. A list among them becomes one text before; without a text of its own it counts for nothing.
    private Bound concat(String separator, Expr.Call expr) {
        List<Bound> texts = new ArrayList<>();
        for (Expr operand : expr.operands()) {
            Bound text = binder.bind(operand);
            if (text.type().isList()) {
                text = call(new ListFunction.JoinAny(separator), List.of(texts(operand, expr)));
            } else if (!text.type().equals(Type.UTF8)) {
                throw binder.wrong("%s is %s, where text is due: %s".formatted(operand, text.type(), expr));
            }
            texts.add(text);
        }
        Bound list = call(new ListFunction.Make(), texts);
        return call(new ListFunction.Join(separator, Optional.empty()), List.of(list));
    }

    private Bound make(ListFunction function, Expr.Call expr) {
        List<Bound> values = new ArrayList<>(expr.operands().stream().map(binder::bind).toList());
        Type type = binder.meeting(Binder.withDecimals(values), expr);
        if (type.isList()) {
            throw binder.wrong("no list holds lists: %s".formatted(expr));
        }
        return call(function, values.stream().map(value -> Binder.cast(value, type)).toList());
    }

    private Bound contains(ListFunction function, Expr.Call expr) {
        Bound list = list(expr.operands().getFirst(), expr);
        Type element = list.type().elementType();
        Bound value = value(binder.bind(expr.operands().getLast()), element, expr);
        return call(function, List.of(list, element.equals(Type.BOOL) ? Binder.cast(value, Type.INT8) : value));
    }

    /// A value as an element: it may be of a narrower type, or a constant that the elements' type holds.
    private Bound value(Bound value, Type element, Expr expr) {
        Bound known = element.isDecimal() ? Literals.decimal(value) : value;
        if (known.type().equals(element) || TypeRules.widens(known.type(), element)) {
            return Binder.cast(known, element);
        }
        if (known instanceof Bound.Constant(Integer number, _) && element.isInteger() && fits(number, element)) {
            return new Bound.Constant(number, element);
        }
        throw binder.wrong("no list of %s holds a value of %s: %s".formatted(element, value.type(), expr));
    }

    private static boolean fits(int number, Type integer) {
        int bits = Integer.SIZE - 8 * Math.min(integer.byteWidth(), Integer.BYTES);
        return number << bits >> bits == number;
    }

    private static Bound call(ListFunction function, List<Bound> operands) {
        boolean nullable = !(function instanceof ListFunction.Make)
                && (TypeRules.mayBeAbsent(function) || operands.stream().anyMatch(Bound::nullable));
        return new Bound.Call(function, operands, TypeRules.result(function, operands), nullable);
    }
}
