// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.nio.ByteBuffer;

/// A constant of a query that a loop carries in a field: a number as raw bits, or some bytes.
///
/// Loops that differ only in it share one compiled class, so that a new query with another constant starts warm.
public record Operand(long bits, ByteBuffer bytes) {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

    public static final Operand NONE = new Operand(0, NO_BYTES);

    /// A number as the bits of an element, which must hold it exactly.
    public static Operand number(Element element, Number constant) {
        long integer = constant.longValue();
        double real = constant.doubleValue();
        boolean isFloat = constant instanceof Double || constant instanceof Float;
        boolean fits = switch (element) {
            case INT8 -> !isFloat && integer == (byte) integer;
            case INT16 -> !isFloat && integer == (short) integer;
            case INT32 -> !isFloat && integer == (int) integer;
            case INT64 -> !isFloat;
            case INT128 -> false;
            case FLOAT32 -> Double.isNaN(real) || (float) real == real;
            case FLOAT64 -> true;
        };
        if (!fits) {
            throw new IllegalArgumentException("%s does not hold %s: cast the column".formatted(element, constant));
        }
        return new Operand(switch (element) {
            case INT8, INT16, INT32, INT64 -> integer;
            case INT128 -> throw new IllegalArgumentException("no operand is as wide as " + constant);
            case FLOAT32 -> Float.floatToIntBits((float) real);
            case FLOAT64 -> Double.doubleToLongBits(real);
        }, NO_BYTES);
    }

    public static Operand bytes(byte[] bytes) {
        return new Operand(0, ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
    }

    public float asFloat() {
        return Float.intBitsToFloat((int) bits);
    }

    public double asDouble() {
        return Double.longBitsToDouble(bits);
    }

    /// The number as a `double`, from the bits of a float element.
    public double real(Element element) {
        return element == Element.FLOAT32 ? asFloat() : asDouble();
    }

    public byte[] copyBytes() {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return copy;
    }
}
