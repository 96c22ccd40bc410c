// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.spill;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// What the C library of a 64-bit Linux does with files, and a `FileChannel` does not: to allocate space for them, and to map them
/// at addresses that are given.
///
/// Each call answers what it was asked for, or the negative number of an error.
final class FileCalls {
    private static final int READ_AND_WRITE = 0x1 | 0x2;
    private static final int SHARED_AND_FIXED = 0x01 | 0x10;
    private static final int CLOSE_ON_EXECUTE = 0x80000;
    private static final int INTERRUPTED = 4;

    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERROR_NUMBER = CALL_STATE
            .varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final Optional<FileCalls> FOUND = find();

    private final MethodHandle create;
    private final MethodHandle allocate;
    private final MethodHandle map;
    private final MethodHandle close;
    private final MethodHandle pageBytes;

    private FileCalls() {
        create = call("mkostemp", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                Linker.Option.captureCallState("errno"));
        allocate = call("posix_fallocate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
        map = call("mmap",
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
                Linker.Option.captureCallState("errno"));
        close = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        pageBytes = call("getpagesize", FunctionDescriptor.of(JAVA_INT));
    }

    /// Empty on other systems, and where native calls are not allowed.
    static Optional<FileCalls> found() {
        return FOUND;
    }

    private static Optional<FileCalls> find() {
        if (!"Linux".equals(System.getProperty("os.name"))
                || !"64".equals(System.getProperty("sun.arch.data.model"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileCalls());
        } catch (IllegalCallerException | UnsupportedOperationException | NoSuchElementException noAccess) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted") // five calls of the C library
    private static MethodHandle call(String name, FunctionDescriptor types, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), types, options);
    }

    /// A file that is open, by the number that the system knows it by, and its name. The number is negative if there was an error.
    record Created(int number, String name) {}

    /// Makes a file of a new name and opens it.
    ///
    /// @param prefix of the name, directory included
    Created create(String prefix) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            MemorySegment name = arena.allocateFrom(prefix + "XXXXXX");
            int number = (int) create.invokeExact(state, name, CLOSE_ON_EXECUTE);
            return new Created(number < 0 ? -errorNumber(state) : number, name.getString(0));
        } catch (Throwable unexpected) {
            throw new IllegalStateException("mkostemp failed", unexpected);
        }
    }

    /// Allocates space on the disk for a part of a file, of which nothing was allocated; answers 0 if there is.
    int allocate(int file, long from, long bytes) {
        try {
            int error;
            do {
                error = (int) allocate.invokeExact(file, from, bytes);
            } while (error == INTERRUPTED);
            return -error;
        } catch (Throwable unexpected) {
            throw new IllegalStateException("posix_fallocate failed", unexpected);
        }
    }

    /// Lets a file, from its start, take the place of addresses; answers the first one.
    long map(int file, long address, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            long mapped = (long) map.invokeExact(state, address, bytes, READ_AND_WRITE, SHARED_AND_FIXED, file, 0L);
            return mapped == -1 ? -errorNumber(state) : mapped;
        } catch (Throwable unexpected) {
            throw new IllegalStateException("mmap failed", unexpected);
        }
    }

    void close(int file) {
        try {
            int ignored = (int) close.invokeExact(file);
        } catch (Throwable unexpected) {
            throw new IllegalStateException("close failed", unexpected);
        }
    }

    long pageBytes() {
        try {
            return (int) pageBytes.invokeExact();
        } catch (Throwable unexpected) {
            throw new IllegalStateException("getpagesize failed", unexpected);
        }
    }

    private static int errorNumber(MemorySegment state) {
        return (int) ERROR_NUMBER.get(state, 0L);
    }

    /// What a negative answer means.
    static String meaning(long error) {
        return switch ((int) -error) {
            case 5 -> "the disk failed";
            case 12 -> "the system has no room for another mapping: raise vm.max_map_count";
            case 13 -> "permission denied";
            case 23, 24 -> "too many open files: raise the limit of open files";
            case 27 -> "a file may not be that large here: raise its limit";
            case 28 -> "no space left on the disk";
            case 30 -> "the disk is read-only";
            case 95 -> "this file system cannot allocate space";
            case 122 -> "the disk quota is used up";
            default -> "error " + -error;
        };
    }
}
