// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

/// What arithmetic is done on two numbers of one type.
///
/// Null where an integer leaves its type, or the divisor is zero.
public enum ArithmeticOperator {
    PLUS("+"), MINUS("-"), TIMES("*"),
    /// The quotient as float64, whatever is divided.
    DIVIDE("/"),
    /// The quotient of integers, cut off towards zero.
    DIV("div"),
    /// The remainder, with the sign of the dividend.
    MOD("%");

    private final String symbol;

    ArithmeticOperator(String symbol) {
        this.symbol = symbol;
    }

    /// Whether a divisor of zero makes the result null.
    public boolean divides() {
        return this == DIVIDE || this == DIV || this == MOD;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
