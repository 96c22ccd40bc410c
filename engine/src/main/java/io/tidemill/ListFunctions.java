// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.ListFunction;
import io.tidemill.plan.expr.Literals;
import io.tidemill.plan.expr.Splitter;

/// Expressions and aggregates of lists: a part of [Functions], by which they are called.
public abstract sealed class ListFunctions extends NumberFunctions permits TextFunctions {

    ListFunctions() {}

    /// Cuts text at every occurrence of a separator, which is plain text. Empty pieces are kept, also at the end, as in Spark SQL.
    public static Expr split(Expr text, String separator) {
        if (separator.isEmpty()) {
            throw new PlanException("split needs a separator; for words there is words(" + text + ")");
        }
        return new Expr.Split(text, new Splitter.Separator(separator));
    }

    /// Cuts text into words at runs of ASCII white space (bytes 9 to 13 and 32); no word is empty.
    public static Expr words(Expr text) {
        return new Expr.Split(text, new Splitter.Words());
    }

    /// A list of values of one type, or of numbers that meet at one; nulls among them are elements.
    public static Expr array(Object first, @Nullable Object... more) {
        return new Expr.Call(new ListFunction.Make(),
                Stream.concat(Stream.of(first), Stream.of(more)).map(Literals::expr).toList());
    }

    /// The texts of a list, a separator between them; nulls are left out.
    public static Expr arrayJoin(Expr list, String separator) {
        return new Expr.Call(new ListFunction.Join(separator, Optional.empty()), List.of(list));
    }

    /// The texts of a list, a separator between them.
    ///
    /// @param forNull what stands for a null
    public static Expr arrayJoin(Expr list, String separator, String forNull) {
        return new Expr.Call(new ListFunction.Join(separator, Optional.of(forNull)), List.of(list));
    }

    /// Texts and the texts of lists, a separator between them; nulls are left out, so that it is never null.
    public static Expr concatWs(String separator, Object first, @Nullable Object... more) {
        return new Expr.Call(new ListFunction.Concat(separator),
                Stream.concat(Stream.of(first), Stream.of(more)).map(Literals::expr).toList());
    }

    /// How many elements a list has, nulls among them.
    public static Expr size(Expr list) {
        return new Expr.Call(new ListFunction.Size(), List.of(list));
    }

    /// An element of a list by its number: 1 is the first, -1 the last; null if there is none.
    public static Expr elementAt(Expr list, int number) {
        if (number == 0) {
            throw new PlanException("elementAt(%s, 0): elements count from 1, or back from -1".formatted(list));
        }
        return new Expr.Call(new ListFunction.ElementAt(number), List.of(list));
    }

    /// Whether a list holds a value; null if it does not, but holds nulls.
    public static Expr arrayContains(Expr list, @Nullable Object value) {
        return new Expr.Call(new ListFunction.Contains(), List.of(list, Literals.expr(value)));
    }

    /// All values of a group that are not null, as a list, in the order of their rows: that in which they came. Keeps every value.
    public static Aggregate collectList(Expr value) {
        return new Aggregate(AggregateFunction.COLLECT_LIST, value);
    }

    public static Aggregate collectList(String column) {
        return collectList(Functions.col(column));
    }

    /// The different values of a group that are not null, as a list, from the least to the greatest. Keeps each once.
    public static Aggregate collectSet(Expr value) {
        return new Aggregate(AggregateFunction.COLLECT_SET, value);
    }

    public static Aggregate collectSet(String column) {
        return collectSet(Functions.col(column));
    }

    /// A row for each element of a list: `explode(words(col("value"))).as("word")`. A list without elements, or null, makes none. Once in
    /// a select.
    public static Expr explode(Expr list) {
        return new Expr.Explode(list, false);
    }

    /// The same, but a list without elements, or null, makes a row with a null.
    public static Expr explodeOuter(Expr list) {
        return new Expr.Explode(list, true);
    }
}
