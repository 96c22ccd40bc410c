// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.util.OptionalDouble;

/// One figure of a suite.
///
/// @param name of the case
/// @param ratio to the case it stands beside in the same run; 1 is as good as that
public record Measurement(String name, String unit, double value, OptionalDouble ratio) {

    public static Measurement of(String name, double value, String unit) {
        return new Measurement(name, unit, value, OptionalDouble.empty());
    }

    public static Measurement of(String name, double value, String unit, double ratio) {
        return new Measurement(name, unit, value, OptionalDouble.of(ratio));
    }
}
