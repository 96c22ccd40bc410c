// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;

/// Template: numbers as numbers of another type.
final class ScalarCast implements Loop.Unary {
    private static final Cast.Specification SPECIFICATION = (Cast.Specification) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Element FROM = SPECIFICATION.from();
    private static final Element TO = SPECIFICATION.to();

    @Override
    public void apply(long source, long target, int rows) {
        if (FROM.isFloat()) {
            for (long row = 0; row < rows; row++) {
                double value = FROM.doubleAt(source, row);
                if (TO.isFloat()) {
                    TO.putDouble(target, row, value);
                } else {
                    TO.putLong(target, row, TO == Element.INT64 ? (long) value : (int) value);
                }
            }
        } else {
            for (long row = 0; row < rows; row++) {
                long value = FROM.longAt(source, row);
                if (TO == Element.FLOAT32) {
                    TO.putDouble(target, row, (float) value); // rounded once, not by way of a double
                } else if (TO == Element.FLOAT64) {
                    TO.putDouble(target, row, (double) value);
                } else {
                    TO.putLong(target, row, value);
                }
            }
        }
    }
}
