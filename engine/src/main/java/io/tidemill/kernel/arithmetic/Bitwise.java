// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// What is done to the bits of two int32s or int64s, as Java does it: a shift goes by the low bits of its right operand.
public enum Bitwise {
    AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED;

    record Specification(Bitwise operation, Element element) {}

    public Shape<Loop.Binary> columns(Type type) {
        Element element = Element.of(type);
        if (element != Element.INT32 && element != Element.INT64) {
            throw new IllegalArgumentException("no bit operation: " + this + " of " + type);
        }
        return Recipe.single(ScalarBitwise.class, new Specification(this, element));
    }

    long of(long left, long right) {
        return switch (this) {
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHIFT_LEFT -> left << right;
            case SHIFT_RIGHT -> left >> right;
            case SHIFT_RIGHT_UNSIGNED -> left >>> right;
        };
    }

    int of(int left, int right) {
        return switch (this) {
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case SHIFT_LEFT -> left << right;
            case SHIFT_RIGHT -> left >> right;
            case SHIFT_RIGHT_UNSIGNED -> left >>> right;
        };
    }
}
