// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

/// What is done to the bits of int32s and int64s: two of one type, or one alone.
public enum BitFunction implements ScalarFunction {
    AND("bitwiseAnd"), OR("bitwiseOr"), XOR("bitwiseXor"), NOT("bitwiseNot"), SHIFT_LEFT("shiftLeft"), SHIFT_RIGHT(
            "shiftRight"), SHIFT_RIGHT_UNSIGNED("shiftRightUnsigned");

    private final String functionName;

    BitFunction(String functionName) {
        this.functionName = functionName;
    }

    /// Whether the second operand is a number of places, which does not make the first wider.
    boolean isShift() {
        return this == SHIFT_LEFT || this == SHIFT_RIGHT || this == SHIFT_RIGHT_UNSIGNED;
    }

    @Override
    public String functionName() {
        return functionName;
    }
}
