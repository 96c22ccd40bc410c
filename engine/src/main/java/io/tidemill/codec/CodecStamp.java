// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;

/// Stamps hidden copies of [StampedCodec].
final class CodecStamp {
    private static final Lookup LOOKUP = MethodHandles.lookup();
    private static final byte[] STAMP = bytes();

    private CodecStamp() {}

    /// @param write `(T, BlockWriter) -> boolean`
    /// @param read `(Chunk, int) -> T`
    @SuppressWarnings("unchecked") // the handles were made for T
    static <T> RowCodec<T> stamp(Schema schema, MethodHandle write, MethodHandle read) {
        List<MethodHandle> handles = List.of(
                write.asType(MethodType.methodType(boolean.class, Object.class, BlockWriter.class)),
                read.asType(MethodType.methodType(Object.class, Chunk.class, int.class)));
        try {
            Lookup stamped = LOOKUP.defineHiddenClassWithClassData(STAMP, handles, true);
            MethodHandle constructor = stamped.findConstructor(stamped.lookupClass(),
                    MethodType.methodType(void.class, Schema.class));
            return (RowCodec<T>) constructor.invoke(schema);
        } catch (Throwable impossible) {
            throw new LinkageError("no codec for " + schema, impossible);
        }
    }

    /// Accessors and constructors of records declare no checked exceptions, but Java lets one slip through.
    static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            default -> new IllegalStateException(thrown);
        };
    }

    private static byte[] bytes() {
        String name = StampedCodec.class.getSimpleName() + ".class";
        try (InputStream in = Objects.requireNonNull(CodecStamp.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new LinkageError(name, unreadable);
        }
    }
}
