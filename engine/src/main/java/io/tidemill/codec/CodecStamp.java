// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;

/// Stamps hidden copies of [StampedCodec].
final class CodecStamp {
    private static final Lookup LOOKUP = MethodHandles.lookup();
    private static final byte[] STAMP = bytes();

    private CodecStamp() {}

    /// Constructors of stamped classes, by first column.
    private static final ClassValue<Map<Integer, MethodHandle>> STAMPED = new ClassValue<>() {
        @Override
        protected Map<Integer, MethodHandle> computeValue(Class<?> javaType) {
            return new ConcurrentHashMap<>();
        }
    };

    /// What a codec does.
    ///
    /// @param write `(T, BlockWriter) -> boolean`
    /// @param read `(Chunk, int) -> T`
    record Handles(MethodHandle write, MethodHandle read) {
        Handles {
            write = write.asType(MethodType.methodType(boolean.class, Object.class, BlockWriter.class));
            read = read.asType(MethodType.methodType(Object.class, Chunk.class, int.class));
        }
    }

    /// A new codec. Those of one Java type and first column share a class, so that a call site which meets one type of rows, in
    /// however many publishers and operators, stays one that the JIT compiles through.
    ///
    /// @param handles asked for once a type and first column
    @SuppressWarnings("unchecked") // the handles were made for T
    static <T> RowCodec<T> codec(Class<T> javaType, int firstColumn, Schema schema, Supplier<Handles> handles) {
        MethodHandle constructor = STAMPED.get(javaType).computeIfAbsent(firstColumn, _ -> stamp(handles.get()));
        try {
            return (RowCodec<T>) constructor.invoke(schema);
        } catch (RuntimeException | Error failed) {
            throw failed; // such as a full heap
        } catch (Throwable impossible) {
            throw new LinkageError("no codec for " + schema, impossible);
        }
    }

    private static MethodHandle stamp(Handles handles) {
        try {
            Lookup stamped = LOOKUP.defineHiddenClassWithClassData(STAMP, List.of(handles.write(), handles.read()),
                    true);
            return stamped.findConstructor(stamped.lookupClass(), MethodType.methodType(void.class, Schema.class));
        } catch (IllegalAccessException | NoSuchMethodException impossible) {
            throw new LinkageError("no codec", impossible);
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
