// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.util.Optional;

/// How to make a shape: which classes to stamp, with what, and the constant that each instance carries.
///
/// @param scalar the template of the scalar twin, which does the whole work alone and the last rows for its vector twin
/// @param vector the template of the vector twin; touched only where the Vector API is there
/// @param specification what C2 shall take for constant in the stamped class; equal ones share a class
/// @param operand what differs between instances of a stamped class
/// @param leastVectorBits the narrowest vectors that the vector twin can do with
public record Recipe<L extends Loop>(Class<? extends L> scalar, Optional<Class<? extends L>> vector,
        Object specification,
        Operand operand, int leastVectorBits) implements Shape<L> {
    private static final int ANY_BITS = 64;

    public static <L extends Loop> Recipe<L> twins(Class<? extends L> scalar, Class<? extends L> vector,
            Object specification,
            Operand operand) {
        return new Recipe<>(scalar, Optional.of(vector), specification, operand, ANY_BITS);
    }

    public static <L extends Loop> Recipe<L> twins(Class<? extends L> scalar, Class<? extends L> vector,
            Object specification) {
        return twins(scalar, vector, specification, Operand.NONE);
    }

    public static <L extends Loop> Recipe<L> single(Class<? extends L> scalar, Object specification, Operand operand) {
        return new Recipe<>(scalar, Optional.empty(), specification, operand, ANY_BITS);
    }

    /// What loops of one stamped class have in common.
    Recipe<L> withoutOperand() {
        return new Recipe<>(scalar, vector, specification, Operand.NONE, leastVectorBits);
    }

    /// A loop of one class and no choices.
    public static <L extends Loop> Recipe<L> single(Class<? extends L> scalar) {
        return single(scalar, "", Operand.NONE);
    }

    public static <L extends Loop> Recipe<L> single(Class<? extends L> scalar, Object specification) {
        return single(scalar, specification, Operand.NONE);
    }
}
