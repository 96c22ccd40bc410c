// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;

/// The nearest number with some places behind the point, of the number's own type; of decimals see `DecimalRules`.
///
/// @param even whether ties go to the even digit, or away from zero
/// @param places behind the point, or in front of it if negative
/// @param mayOverflow whether it may leave its type, as far as that is known
public record RoundFunction(boolean even, int places, boolean mayOverflow) implements ScalarFunction {
    /// No number has so many digits in front of the point.
    private static final int LEAST_PLACES = -400;
    /// Nor so many behind it.
    private static final int MOST_PLACES = 1_100;

    public RoundFunction {
        places = Math.clamp(places, LEAST_PLACES, MOST_PLACES);
    }

    public RoundFunction(boolean even, int places) {
        this(even, places, false);
    }

    RoundFunction overflowing(boolean overflows) {
        return new RoundFunction(even, places, overflows);
    }

    @Override
    public String functionName() {
        return even ? "bround" : "round";
    }

    @Override
    public List<Object> parameters() {
        return List.of(places);
    }
}
