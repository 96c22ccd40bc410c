// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The constants of vector loops: species, conversions, vectors of one number.
///
/// Only vector loops may touch it: it does not link without the Vector API. Nothing here may be called in a loop: C2 boxes vectors
/// that go in or out of a method which several stamped classes share, as soon as it has compiled that method by itself. Lanes are
/// typed `Object`, because one loop serves all elements; the stamped species says what they are.
public final class Lanes {
    private Lanes() {}

    /// The width of vectors that suits this machine.
    public static int preferredBits() {
        return VectorShape.preferredShape().vectorBitSize();
    }

    @SuppressWarnings("unchecked") // see the type's page
    public static VectorSpecies<Object> species(Element element, int bits) {
        Class<?> lane = switch (element) {
            case INT8 -> byte.class;
            case INT16 -> short.class;
            case INT32 -> int.class;
            case INT64 -> long.class;
            case INT128 -> throw new IllegalArgumentException("no vector has lanes of 128 bits");
            case FLOAT32 -> float.class;
            case FLOAT64 -> double.class;
        };
        return (VectorSpecies<Object>) VectorSpecies.of(lane, VectorShape.forBitSize(bits));
    }

    public static VectorSpecies<Byte> bytes(int bits) {
        return VectorSpecies.of(byte.class, VectorShape.forBitSize(bits));
    }

    public static VectorSpecies<Long> longs(int bits) {
        return VectorSpecies.of(long.class, VectorShape.forBitSize(bits));
    }

    public static VectorSpecies<Integer> ints(int bits) {
        return VectorSpecies.of(int.class, VectorShape.forBitSize(bits));
    }

    public static VectorSpecies<Double> doubles(int bits) {
        return VectorSpecies.of(double.class, VectorShape.forBitSize(bits));
    }

    /// A vector of one number.
    public static Vector<Object> broadcast(VectorSpecies<Object> species, Element element, Operand number) {
        return element.isFloat()
                ? broadcast(species, element, number.real(element))
                : species.broadcast(number.bits());
    }

    /// What stands for every NaN; zeros among integers, which have none.
    public static Vector<Object> nan(VectorSpecies<Object> species, Element element) {
        return element.isFloat() ? broadcast(species, element, Double.NaN) : species.zero();
    }

    @SuppressWarnings("unchecked") // see the type's page
    private static Vector<Object> broadcast(VectorSpecies<Object> species, Element element, double number) {
        VectorSpecies<?> floats = species;
        Vector<?> vector = element == Element.FLOAT64
                ? DoubleVector.broadcast((VectorSpecies<Double>) floats, number)
                : FloatVector.broadcast((VectorSpecies<Float>) floats, (float) number);
        return (Vector<Object>) vector;
    }

    @SuppressWarnings("unchecked") // see the type's page
    public static VectorOperators.Conversion<Object, Object> cast(VectorSpecies<Object> from,
            VectorSpecies<Object> to) {
        VectorOperators.Conversion<?, ?> cast = VectorOperators.Conversion.ofCast(from.elementType(), to.elementType());
        return (VectorOperators.Conversion<Object, Object>) cast;
    }
}
