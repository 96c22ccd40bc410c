// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

import io.tidemill.memory.Type;

/// An expression that was checked against a schema: columns by index, every cast explicit.
///
/// Both operands of arithmetic and of a comparison have the same type, but for decimals: operands of their arithmetic are decimals, those of
/// their comparison exact numbers. Arithmetic and the comparison of numbers work on decimals, int32,
/// int64, float32 and float64 only; comparisons also on times, text and binary, and on bool for equality.
public sealed interface Bound {

    Type type();

    /// Whether the result may be null.
    boolean nullable();

    /// The operands, in their order.
    List<Bound> children();

    /// The same operation on other operands, of the same number and types.
    Bound withChildren(List<Bound> children);

    /// Whether there may be no result though all operands are there.
    default boolean isPartial() {
        return false;
    }

    /// Whether it is partial, or any part of it: such a part is asked only for the rows of the branch that it is in.
    default boolean mayFail() {
        return isPartial() || children().stream().anyMatch(Bound::mayFail);
    }

    /// An expression without operands.
    sealed interface Leaf extends Bound {
        @Override
        default List<Bound> children() {
            return List.of();
        }

        @Override
        default Bound withChildren(List<Bound> children) {
            return this;
        }
    }

    /// Of two operands, null where one of them is.
    sealed interface Pair extends Bound {
        Bound left();

        Bound right();

        @Override
        default boolean nullable() {
            return left().nullable() || right().nullable() || isPartial();
        }

        @Override
        default List<Bound> children() {
            return List.of(left(), right());
        }
    }

    record Column(int index, String name, Type type, boolean nullable) implements Leaf {
        @Override
        public String toString() {
            return name;
        }
    }

    /// @param value a `Boolean`, `Integer`, `Long`, `Float`, `Double`, `String` or `Bytes`; a timestamp is a `Long` of microseconds
    ///         since 1970, a time one of microseconds since midnight, a date an `Integer` of days since 1970, a decimal a `Long` of its smallest
    ///         units, or a `BigInteger` where it has more than 18 digits
    record Constant(Object value, Type type) implements Leaf {
        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public String toString() {
            return switch (value) {
                case String text -> "'" + text + "'";
                case BigInteger unscaled when type.isDecimal() ->
                    new BigDecimal(unscaled, type.scale()).toPlainString();
                case Long unscaled when type.isDecimal() -> BigDecimal.valueOf(unscaled, type.scale()).toPlainString();
                default -> value.toString();
            };
        }
    }

    /// No value at all.
    record Null(Type type) implements Leaf {
        @Override
        public boolean nullable() {
            return true;
        }

        @Override
        public String toString() {
            return "null";
        }
    }

    /// @param type that of both operands, but for decimals
    record Arithmetic(ArithmeticOperator operator, Bound left, Bound right, Type type) implements Pair {
        @Override
        public boolean isPartial() {
            return TypeRules.isPartial(operator, left, right);
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new Arithmetic(operator, children.get(0), children.get(1), type);
        }

        @Override
        public String toString() {
            return "(" + left + " " + operator + " " + right + ")";
        }
    }

    record Comparison(ComparisonOperator operator, Bound left, Bound right) implements Pair {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new Comparison(operator, children.get(0), children.get(1));
        }

        @Override
        public String toString() {
            return "(" + left + " " + operator + " " + right + ")";
        }
    }

    /// False if either is false, else null if either is null.
    record And(Bound left, Bound right) implements Pair {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new And(children.get(0), children.get(1));
        }

        @Override
        public String toString() {
            return "(" + left + " and " + right + ")";
        }
    }

    /// True if either is true, else null if either is null.
    record Or(Bound left, Bound right) implements Pair {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new Or(children.get(0), children.get(1));
        }

        @Override
        public String toString() {
            return "(" + left + " or " + right + ")";
        }
    }

    record Not(Bound input) implements Bound {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public boolean nullable() {
            return input.nullable();
        }

        @Override
        public List<Bound> children() {
            return List.of(input);
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new Not(children.getFirst());
        }

        @Override
        public String toString() {
            return "not " + input;
        }
    }

    record IsNull(Bound input) implements Bound {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public List<Bound> children() {
            return List.of(input);
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new IsNull(children.getFirst());
        }

        @Override
        public String toString() {
            return input + " is null";
        }
    }

    /// The same value as another type; null where that does not hold it.
    record Cast(Bound input, Type type) implements Bound {
        @Override
        public boolean nullable() {
            return input.nullable() || isPartial();
        }

        @Override
        public boolean isPartial() {
            return TypeRules.isPartial(input.type(), type);
        }

        @Override
        public List<Bound> children() {
            return List.of(input);
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new Cast(children.getFirst(), type);
        }

        @Override
        public String toString() {
            return "cast(" + input + " as " + type + ")";
        }
    }

    /// The low bits of an integer, as Java casts; or a decimal in its smallest units, as an int64.
    record LowBits(Bound input, Type type) implements Bound {
        @Override
        public boolean nullable() {
            return input.nullable();
        }

        @Override
        public List<Bound> children() {
            return List.of(input);
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new LowBits(children.getFirst(), type);
        }

        @Override
        public String toString() {
            return "low_bits(" + input + " as " + type + ")";
        }
    }

    /// The int64 that is cut out of the 128 bits of a decimal's smallest units.
    ///
    /// @param shift the bit where it begins
    record Word(Bound input, int shift) implements Bound {
        @Override
        public Type type() {
            return Type.INT64;
        }

        @Override
        public boolean nullable() {
            return input.nullable();
        }

        @Override
        public List<Bound> children() {
            return List.of(input);
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new Word(children.getFirst(), shift);
        }

        @Override
        public String toString() {
            return "word(" + input + ", " + shift + ")";
        }
    }

    /// A function of the values of a row.
    ///
    /// @param nullable whether it may be null, also where no operand is
    record Call(ScalarFunction function, List<Bound> operands, Type type, boolean nullable) implements Bound {
        public Call {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean isPartial() {
            return TypeRules.isPartial(function);
        }

        /// What costs much for each row is asked only for the rows of its branch too.
        @Override
        public boolean mayFail() {
            return function.isRowByRow() || function.isOfUser() || Bound.super.mayFail();
        }

        @Override
        public List<Bound> children() {
            return operands;
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new Call(function, children, type, nullable);
        }

        @Override
        public String toString() {
            return function.call(operands);
        }
    }

    /// A value where a condition is true, another where it is false or null. All values have one type.
    ///
    /// @param nullable whether it may be null: not where the condition leaves out the nulls of a value
    record If(Bound condition, Bound value, Bound otherwise, boolean nullable) implements Bound {
        @Override
        public Type type() {
            return value.type();
        }

        @Override
        public List<Bound> children() {
            return List.of(condition, value, otherwise);
        }

        @Override
        public Bound withChildren(List<Bound> children) {
            return new If(children.get(0), children.get(1), children.get(2), nullable);
        }

        @Override
        public String toString() {
            return "if(" + condition + ", " + value + ", " + otherwise + ")";
        }
    }
}
