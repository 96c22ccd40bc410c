// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

import io.tidemill.memory.Type;

/// Quotients and remainders of int32 and int64 columns: SQL's, which cut off towards zero.
///
/// A row whose divisor is 0 has no value, nor has the quotient of the least number and -1: its bit is 0, its value is 0, and it is
/// counted.
public enum Division {
    DIV {
        @Override
        long of(long left, long right) {
            return left / right;
        }

        @Override
        int of(int left, int right) {
            return left / right;
        }
    },
    MOD {
        @Override
        long of(long left, long right) {
            return left % right;
        }

        @Override
        int of(int left, int right) {
            return left % right;
        }
    };

    /// @param divisor stamped, not carried: C2 turns a constant division into a multiplication; 0 = there is none
    record Specification(Division operation, Element element, long divisor) {}

    /// Column by column.
    public Shape<Loop.Partial> columns(Type type) {
        Specification specification = new Specification(this, element(type), 0);
        return specification.element() == Element.INT32
                ? Recipe.twins(ScalarDivision.class, VectorIntDivision.class, specification)
                : Recipe.single(ScalarDivision.class, specification);
    }

    /// A column by a constant with which every row has a value: not 0, and no quotient by -1.
    public Shape<Loop.Unary> byConstant(Type type, long divisor) {
        Element element = element(type);
        if (divisor == 0 || (this == DIV && divisor == -1)) {
            throw new IllegalArgumentException("not every row has a value when divided by " + divisor);
        }
        Operand.number(element, divisor); // it must fit
        Specification specification = new Specification(this, element, divisor);
        return element == Element.INT32 && divisor != -1
                ? Recipe.twins(ScalarConstantDivision.class, VectorConstantIntDivision.class, specification)
                : Recipe.single(ScalarConstantDivision.class, specification);
    }

    private static Element element(Type type) {
        Element element = Element.of(type);
        if (element != Element.INT32 && element != Element.INT64) {
            throw new IllegalArgumentException("no division kernel for " + type);
        }
        return element;
    }

    abstract long of(long left, long right);

    abstract int of(int left, int right);
}
