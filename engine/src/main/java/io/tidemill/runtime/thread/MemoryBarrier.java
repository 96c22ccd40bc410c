// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/// A full memory barrier on every running thread of the process, by Linux's `membarrier`; elsewhere none.
///
/// It lets a publisher do without a fence per row: the sleeper pays for both. Without it a wake-up can be missed, which costs a
/// sleep of 10 ms and no more.
public final class MemoryBarrier {
    private static final long PRIVATE_EXPEDITED = 1 << 3;
    private static final long REGISTER_PRIVATE_EXPEDITED = 1 << 4;
    private static final long LONGEST_STORE_NANOS = 1_000_000;
    private static final long NUMBER = number();
    private static volatile @Nullable MethodHandle syscall;

    private MemoryBarrier() {}

    /// Gets ready, which takes the JDK some 100 ms: there is no barrier before. Any thread.
    static synchronized void prepare() {
        if (syscall == null) {
            syscall = register();
        }
    }

    static boolean isAvailable() {
        return syscall != null;
    }

    static void onAllThreads() {
        MethodHandle ready = syscall;
        if (ready != null) {
            call(ready, PRIVATE_EXPEDITED);
        }
    }

    /// Returns when every thread sees what any thread had stored before the call: by the barrier, or where there is none by a
    /// pause that is far longer than a store takes.
    public static void awaitStores() {
        if (isAvailable()) {
            onAllThreads();
        } else {
            LockSupport.parkNanos(LONGEST_STORE_NANOS);
        }
    }

    @SuppressWarnings("restricted") // a system call
    private static @Nullable MethodHandle register() {
        if (NUMBER < 0) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle handle = linker.defaultLookup()
                .find("syscall")
                .map(address -> linker.downcallHandle(address,
                        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1)))
                .orElse(null);
        return handle != null && call(handle, REGISTER_PRIVATE_EXPEDITED) == 0 ? handle : null;
    }

    private static long number() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return -1;
        }
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> 324;
            case "aarch64", "riscv64" -> 283;
            default -> -1;
        };
    }

    private static long call(MethodHandle handle, long command) {
        try {
            return (long) handle.invokeExact(NUMBER, command, 0L, 0L);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
