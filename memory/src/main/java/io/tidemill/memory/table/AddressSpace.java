// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// Ranges of addresses that cost nothing until they are touched: `mmap` without a file, on 64-bit Linux.
///
/// The system gives a page, zeroed, when it is first touched, so memory at the end of a range needs no copy to grow. Where
/// there is no such call, or no access to it, [#AVAILABLE] is false.
///
/// Large ranges ask for huge pages (see `docs/design/002-key-table.md` for what they bring); the system property
/// `tidemill.hugePages=false` turns that off, for machines on which the system stalls to make them.
final class AddressSpace {
    /// What a page of the system has at least; commitments are multiples of it.
    static final long PAGE = 4096;
    static final long HUGE_PAGE = 2 << 20;

    private static final int READ_AND_WRITE = 0x1 | 0x2;
    private static final int PRIVATE_ANONYMOUS_WITHOUT_SWAP = 0x02 | 0x20 | 0x4000;
    private static final int ADVICE_HUGE_PAGE = 14;
    private static final int ADVICE_COLLAPSE = 25; // since Linux 6.1
    private static final long REFUSED = -1;

    private static final Optional<Calls> CALLS = Calls.find();

    static final boolean AVAILABLE = CALLS.isPresent();
    static final boolean HUGE_PAGES = !"false".equals(System.getProperty("tidemill.hugePages"));

    private record Calls(MethodHandle map, MethodHandle unmap, MethodHandle advise) {

        static Optional<Calls> find() {
            if (!"Linux".equals(System.getProperty("os.name"))
                    || !"64".equals(System.getProperty("sun.arch.data.model"))) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Calls(
                        call("mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
                        call("munmap", JAVA_INT, JAVA_LONG, JAVA_LONG),
                        call("madvise", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT)));
            } catch (IllegalCallerException | UnsupportedOperationException | NoSuchElementException noAccess) {
                return Optional.empty();
            }
        }

        @SuppressWarnings("restricted") // three calls of the C library
        private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(),
                    FunctionDescriptor.of(result, arguments));
        }
    }

    private AddressSpace() {}

    /// Reserves a range that starts at a page; 0 if the system refuses.
    static long reserve(long bytes) {
        if (CALLS.isEmpty()) {
            return 0;
        }
        try {
            long address = (long) CALLS.get().map.invokeExact(0L, bytes, READ_AND_WRITE, PRIVATE_ANONYMOUS_WITHOUT_SWAP,
                    -1, 0L);
            return address == REFUSED ? 0 : address;
        } catch (Throwable unexpected) {
            throw new IllegalStateException("mmap failed", unexpected);
        }
    }

    static void release(long address, long bytes) {
        try {
            int refused = (int) CALLS.orElseThrow().unmap.invokeExact(address, bytes);
            if (refused != 0) {
                throw new IllegalStateException("munmap of %,d bytes was refused".formatted(bytes));
            }
        } catch (IllegalStateException refused) {
            throw refused;
        } catch (Throwable unexpected) {
            throw new IllegalStateException("munmap failed", unexpected);
        }
    }

    /// Asks for huge pages in a range that starts at a page: its next touch takes one as a whole.
    static void preferHugePages(long address, long bytes) {
        advise(address, bytes, ADVICE_HUGE_PAGE);
    }

    /// Makes huge pages of what is there in a range of huge pages, now: some tenths of a millisecond each.
    static void makeHugePages(long address, long bytes) {
        advise(address, bytes, ADVICE_COLLAPSE);
    }

    /// A wish, so an answer of no is ignored.
    private static void advise(long address, long bytes, int advice) {
        if (HUGE_PAGES) {
            try {
                int ignored = (int) CALLS.orElseThrow().advise.invokeExact(address, bytes, advice);
            } catch (Throwable unexpected) {
                throw new IllegalStateException("madvise failed", unexpected);
            }
        }
    }
}
