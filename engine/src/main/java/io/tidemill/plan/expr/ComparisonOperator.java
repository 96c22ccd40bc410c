// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

/// How two values of one type are compared.
///
/// Text by unsigned bytes; among floats NaN equals NaN and is greater than every number, and -0.0 equals 0.0.
public enum ComparisonOperator {
    EQ("="), NE("!="), LT("<"), LEQ("<="), GT(">"), GEQ(">=");

    private final String symbol;

    ComparisonOperator(String symbol) {
        this.symbol = symbol;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
