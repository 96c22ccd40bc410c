// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.PlanException;
import io.tidemill.memory.Type;

/// An expression over the columns of a stream, as a user writes it: `col("price").times(col("size"))`.
///
/// Columns go by name and nothing is checked until the expression meets a stream. Where a method takes an `Object`, that is
/// another expression or a plain value: a number, a `BigDecimal`, a `Boolean`, a `String`, a `byte[]`, or a time of `java.time`. Any operation on a
/// null gives null; `and` and `or` know when the other side decides. A plain null is refused: there is [#isNull] for that.
public sealed interface Expr {

    record Column(String name) implements Expr {
        @Override
        public String toString() {
            return name;
        }
    }

    /// @param value a number, `Boolean`, `String`, `Bytes`, `Instant`, `LocalDateTime`, `LocalDate` or `LocalTime`
    record Literal(Object value) implements Expr {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    record Arithmetic(ArithmeticOperator operator, Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return "(" + left + " " + operator + " " + right + ")";
        }
    }

    record Comparison(ComparisonOperator operator, Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return "(" + left + " " + operator + " " + right + ")";
        }
    }

    record And(Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return "(" + left + " and " + right + ")";
        }
    }

    record Or(Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return "(" + left + " or " + right + ")";
        }
    }

    record Not(Expr input) implements Expr {
        @Override
        public String toString() {
            return "(not " + input + ")";
        }
    }

    record IsNull(Expr input) implements Expr {
        @Override
        public String toString() {
            return "(" + input + " is null)";
        }
    }

    record Cast(Expr input, Type type) implements Expr {
        @Override
        public String toString() {
            return "cast(" + input + " as " + type + ")";
        }
    }

    /// The value of the first condition that is true; made by `when(...)`.
    ///
    /// @param otherwise the value where none is; empty = null
    record Case(List<Branch> branches, Optional<Expr> otherwise) implements Expr {
        /// A condition and the value where it is the first to be true.
        public record Branch(Expr condition, Expr value) {
            @Override
            public String toString() {
                return "when " + condition + " then " + value;
            }
        }

        public Case {
            branches = List.copyOf(branches);
        }

        /// Another condition, asked where none before it is true.
        public Case when(Expr condition, @Nullable Object value) {
            if (otherwise.isPresent()) {
                throw new PlanException("when comes before otherwise: " + this);
            }
            List<Branch> more = new ArrayList<>(branches);
            more.add(new Branch(condition, Literals.operand(condition, "then", value)));
            return new Case(more, otherwise);
        }

        /// The value where no condition is true; without it that is null.
        public Expr otherwise(@Nullable Object value) {
            if (otherwise.isPresent()) {
                throw new PlanException("there is an otherwise already: " + this);
            }
            return new Case(branches, Optional.of(Literals.operand(this, "otherwise", value)));
        }

        @Override
        public String toString() {
            String last = otherwise.map(value -> " otherwise " + value).orElse("");
            return branches.stream().map(Branch::toString).collect(Collectors.joining(" ", "(", last + ")"));
        }
    }

    /// The first of some values that is not null.
    record Coalesce(List<Expr> values) implements Expr {
        public Coalesce {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return "coalesce(" + Literals.list(values) + ")";
        }
    }

    record In(Expr input, List<Expr> values) implements Expr {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return "(" + input + " in (" + Literals.list(values) + "))";
        }
    }

    record NullIf(Expr input, Expr other) implements Expr {
        @Override
        public String toString() {
            return "nullif(" + input + ", " + other + ")";
        }
    }

    record Call(ScalarFunction function, List<Expr> operands) implements Expr {
        public Call {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return function.call(operands);
        }
    }

    /// The greatest or the least of some values that are not null.
    record Extreme(boolean greatest, List<Expr> values) implements Expr {
        public Extreme {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return (greatest ? "greatest(" : "least(") + Literals.list(values) + ")";
        }
    }

    record Named(Expr input, String name) implements Expr {
        @Override
        public String toString() {
            return name;
        }
    }

    /// A list of texts, cut out of a text.
    record Split(Expr text, Splitter splitter) implements Expr {
        @Override
        public String toString() {
            return switch (splitter) {
                case Splitter.Separator(String separator) -> "split(" + text + ", '" + separator + "')";
                case Splitter.Words() -> "words(" + text + ")";
                case Splitter.Elements _ -> text.toString();
            };
        }
    }

    /// A row for each element of a list.
    ///
    /// @param outer whether a list without elements, or null, gives a row with a null
    record Explode(Expr list, boolean outer) implements Expr {
        @Override
        public String toString() {
            return (outer ? "explodeOuter(" : "explode(") + list + ")";
        }
    }

    default Expr plus(@Nullable Object other) {
        return new Arithmetic(ArithmeticOperator.PLUS, this, Literals.operand(this, ArithmeticOperator.PLUS, other));
    }

    default Expr minus(@Nullable Object other) {
        return new Arithmetic(ArithmeticOperator.MINUS, this, Literals.operand(this, ArithmeticOperator.MINUS, other));
    }

    default Expr times(@Nullable Object other) {
        return new Arithmetic(ArithmeticOperator.TIMES, this, Literals.operand(this, ArithmeticOperator.TIMES, other));
    }

    /// The quotient as a float64, also of integers; null where the divisor is 0.
    default Expr dividedBy(@Nullable Object other) {
        return new Arithmetic(ArithmeticOperator.DIVIDE, this,
                Literals.operand(this, ArithmeticOperator.DIVIDE, other));
    }

    /// The quotient of integers, cut off towards zero; null where the divisor is 0.
    default Expr div(@Nullable Object other) {
        return new Arithmetic(ArithmeticOperator.DIV, this, Literals.operand(this, ArithmeticOperator.DIV, other));
    }

    /// The remainder, with the sign of the dividend; null where the divisor is 0.
    default Expr mod(@Nullable Object other) {
        return new Arithmetic(ArithmeticOperator.MOD, this, Literals.operand(this, ArithmeticOperator.MOD, other));
    }

    default Expr eq(@Nullable Object other) {
        return new Comparison(ComparisonOperator.EQ, this, Literals.operand(this, ComparisonOperator.EQ, other));
    }

    default Expr ne(@Nullable Object other) {
        return new Comparison(ComparisonOperator.NE, this, Literals.operand(this, ComparisonOperator.NE, other));
    }

    default Expr lt(@Nullable Object other) {
        return new Comparison(ComparisonOperator.LT, this, Literals.operand(this, ComparisonOperator.LT, other));
    }

    default Expr leq(@Nullable Object other) {
        return new Comparison(ComparisonOperator.LEQ, this, Literals.operand(this, ComparisonOperator.LEQ, other));
    }

    default Expr gt(@Nullable Object other) {
        return new Comparison(ComparisonOperator.GT, this, Literals.operand(this, ComparisonOperator.GT, other));
    }

    default Expr geq(@Nullable Object other) {
        return new Comparison(ComparisonOperator.GEQ, this, Literals.operand(this, ComparisonOperator.GEQ, other));
    }

    default Expr and(@Nullable Object other) {
        return new And(this, Literals.operand(this, "and", other));
    }

    default Expr or(@Nullable Object other) {
        return new Or(this, Literals.operand(this, "or", other));
    }

    default Expr not() {
        return new Not(this);
    }

    /// Whether the value is one of some, by `eq`: null if it is null.
    default Expr in(@Nullable Object... values) {
        if (values.length == 0) {
            throw new PlanException("%s is in no list of none: give in(...) a value at least".formatted(this));
        }
        return new In(this, Stream.of(values).map(value -> Literals.operand(this, "in", value)).toList());
    }

    /// Whether the value lies between two others, or equals one of them.
    default Expr between(@Nullable Object least, @Nullable Object greatest) {
        return geq(least).and(leq(greatest));
    }

    /// The element of a list, counted from 0; null if there are fewer.
    default Expr getItem(int index) {
        if (index < 0 || index == Integer.MAX_VALUE) {
            throw new PlanException(
                    "%s has no item %d: they count from 0, and elementAt(list, -1) is the last".formatted(this, index));
        }
        return new Call(new ListFunction.ElementAt(index + 1), List.of(this));
    }

    /// Whether the text begins with another.
    default Expr startsWith(String text) {
        return match(TextFunction.Match.Kind.STARTS_WITH, text);
    }

    /// Whether the text ends with another.
    default Expr endsWith(String text) {
        return match(TextFunction.Match.Kind.ENDS_WITH, text);
    }

    /// Whether the text holds another.
    default Expr contains(String text) {
        return match(TextFunction.Match.Kind.CONTAINS, text);
    }

    /// Whether the whole text looks like a pattern: `%` is any text, `_` any character, `\` takes the next one as it is.
    default Expr like(String pattern) {
        return match(TextFunction.Match.Kind.LIKE, pattern);
    }

    private Expr match(TextFunction.Match.Kind kind, String pattern) {
        return new Call(new TextFunction.Match(kind, pattern), List.of(this));
    }

    default Expr isNull() {
        return new IsNull(this);
    }

    default Expr isNotNull() {
        return new Not(new IsNull(this));
    }

    /// The value as another type: floats are cut off to integers, a timestamp is microseconds, a date days since 1970. What the type does not hold
    /// fails, and is null (`docs/types.md`).
    default Expr cast(Type type) {
        return new Cast(this, type);
    }

    /// Names the column that the expression makes.
    default Expr as(String name) {
        return new Named(this, name);
    }

    /// Rows in the order of this, from the least on.
    default Order asc() {
        return new Order(this, false, true);
    }

    /// Rows in the order of this, from the greatest on.
    default Order desc() {
        return new Order(this, true, false);
    }
}
