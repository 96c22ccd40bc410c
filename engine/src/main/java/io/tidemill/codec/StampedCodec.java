// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;

import io.tidemill.BugException;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;

/// A codec that is stamped once per Java type, by [CodecStamp].
///
/// The handles are class data of a hidden copy of this class, so that the JIT takes them for constants and compiles accessors and
/// constructor calls into the caller. The class as it stands here is only the stamp: it cannot be initialized.
final class StampedCodec<T> implements RowCodec<T> {
    private static final MethodHandle WRITE; // (Object, BlockWriter) -> boolean
    private static final MethodHandle READ; // (Chunk, int) -> Object

    static {
        try {
            List<?> handles = MethodHandles.classData(MethodHandles.lookup(), "_", List.class);
            WRITE = (MethodHandle) handles.get(0);
            READ = (MethodHandle) handles.get(1);
        } catch (IllegalAccessException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Schema schema;

    StampedCodec(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean write(T value, BlockWriter row) {
        try {
            return (boolean) WRITE.invokeExact((Object) value, row);
        } catch (Throwable thrown) {
            throw CodecStamp.unchecked(thrown);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the reader was made for T
    public T read(Chunk chunk, int row) {
        try {
            return (T) READ.invokeExact(chunk, row);
        } catch (RecordFailure failure) {
            throw CodecStamp.unchecked(failure.thrown());
        } catch (RuntimeException thrown) {
            throw new BugException("row %d of %s cannot be read".formatted(row, schema.names()), thrown);
        } catch (Throwable thrown) {
            throw CodecStamp.unchecked(thrown);
        }
    }
}
