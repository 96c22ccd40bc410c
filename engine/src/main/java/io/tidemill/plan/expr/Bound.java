// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import io.tidemill.memory.Type;

/// An expression that was checked against a schema: columns by index, every cast explicit.
///
/// Both operands of arithmetic and of a comparison have the same type. Arithmetic and the comparison of numbers work on int32,
/// int64, float32 and float64 only; comparisons also on timestamp, date, utf8, and on bool for equality.
public sealed interface Bound {

    Type type();

    /// Whether the result may be null.
    boolean nullable();

    record Column(int index, String name, Type type, boolean nullable) implements Bound {
        @Override
        public String toString() {
            return name;
        }
    }

    /// @param value a `Boolean`, `Integer`, `Long`, `Float`, `Double` or `String`; a timestamp is a `Long` of microseconds, a
    ///         date an `Integer` of days since 1970
    record Constant(Object value, Type type) implements Bound {
        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public String toString() {
            return value instanceof String ? "'" + value + "'" : value.toString();
        }
    }

    /// @param type that of both operands
    record Arithmetic(ArithmeticOperator operator, Bound left, Bound right, Type type,
            boolean nullable) implements Bound {
        @Override
        public String toString() {
            return "(" + left + " " + operator + " " + right + ")";
        }
    }

    record Comparison(ComparisonOperator operator, Bound left, Bound right) implements Bound {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public boolean nullable() {
            return left.nullable() || right.nullable();
        }

        @Override
        public String toString() {
            return "(" + left + " " + operator + " " + right + ")";
        }
    }

    /// False if either is false, else null if either is null.
    record And(Bound left, Bound right) implements Bound {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public boolean nullable() {
            return left.nullable() || right.nullable();
        }

        @Override
        public String toString() {
            return "(" + left + " and " + right + ")";
        }
    }

    /// True if either is true, else null if either is null.
    record Or(Bound left, Bound right) implements Bound {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public boolean nullable() {
            return left.nullable() || right.nullable();
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
        public String toString() {
            return input + " is null";
        }
    }

    record Cast(Bound input, Type type) implements Bound {
        @Override
        public boolean nullable() {
            return input.nullable();
        }

        @Override
        public String toString() {
            return "cast(" + input + " as " + type + ")";
        }
    }
}
