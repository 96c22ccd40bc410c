// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Carries what a record's constructor threw out of a codec: that is the user's doing, anything else is the engine's.
final class RecordFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final MethodHandle WRAP = wrap();

    private final Throwable thrown;

    RecordFailure(Throwable thrown) {
        super(thrown);
        this.thrown = thrown;
    }

    /// What the constructor threw.
    Throwable thrown() {
        return thrown;
    }

    /// A constructor that throws nothing else.
    static MethodHandle marking(MethodHandle constructor) {
        MethodHandle rethrow = MethodHandles.throwException(constructor.type().returnType(), RecordFailure.class);
        return MethodHandles.catchException(constructor, Throwable.class,
                MethodHandles.filterArguments(rethrow, 0, WRAP));
    }

    private static MethodHandle wrap() {
        try {
            return MethodHandles.lookup()
                    .findConstructor(RecordFailure.class, MethodType.methodType(void.class, Throwable.class));
        } catch (IllegalAccessException | NoSuchMethodException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
