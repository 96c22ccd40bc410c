// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Spill;

/// Contiguous bytes that grow at their end, if possible without a copy.
///
/// Where address space can be reserved, all that it may ever need is reserved at the first use, and growing only counts more
/// of it against the budget, in steps of a thirty-second: no byte moves and nothing stalls. Elsewhere it doubles into a new
/// [Buffer] and copies, so that [#address] moves. In both cases new bytes are zero, and 64 bytes after the last are readable.
///
/// What the budget refuses goes on in a [Spill], if the budget has one: a file's pages take the place of the addresses behind those that are
/// in memory, up to the end of what was reserved.
///
/// Nothing is held before the first [#ensure].
final class GrowableMemory implements AutoCloseable {
    /// From here on a range is backed by huge pages, and counted in steps of one.
    private static final long HUGE_FROM = 32 << 20;
    /// From here on huge pages are made of the small ones that are counted, as soon as they would fill one.
    private static final long COLLAPSED_FROM = 4 << 20;
    private static final int STEPS_TO_DOUBLE = 32;
    private static final long SPILL_SLACK = 1 << 20; // pages and steps that begin anew where the file begins

    private final MemorySupply supply;
    private final long maxBytes;
    private long reserved;
    private long reservedBytes;
    private @Nullable Buffer copied;
    private long address;
    private long bytes;
    private long counted;
    private long collapsed; // of the bytes below HUGE_FROM
    private Spill.@Nullable Place spilled; // behind inMemoryBytes; then nothing more is counted
    private long inMemoryBytes;

    GrowableMemory(MemorySupply supply, long maxBytes) {
        this.supply = supply;
        this.maxBytes = maxBytes;
    }

    /// Where the bytes start: moves with growth if address space cannot be reserved.
    long address() {
        return address;
    }

    /// Bytes that may be used.
    long bytes() {
        return bytes;
    }

    /// Makes at least so many bytes usable, or throws a [MemoryLimitException] and changes nothing.
    void ensure(long needed) {
        if (needed > bytes) {
            grow(needed);
        }
    }

    private void grow(long needed) {
        if (needed > maxBytes) {
            throw new MemoryLimitException(
                    "%s would need %,d bytes in one piece, and may have %,d: spread the keys over more tables"
                            .formatted(supply.what(), needed, maxBytes));
        }
        if (spilled != null) {
            growOnDisk(needed);
        } else if (copied == null && (reserved != 0 || supply.reserves())) {
            growInPlace(needed);
        } else {
            growByCopy(needed);
        }
    }

    private void growInPlace(long needed) {
        long step = bytes / STEPS_TO_DOUBLE;
        long wanted = Math.min(roundedUp(Math.max(needed, bytes + step)), roundedUp(maxBytes));
        if (!supply.budget().tryReserve(supply.what(), wanted - counted)) {
            wanted = roundedUp(needed);
            Spill spill = supply.spill();
            if (spill == null) {
                supply.budget().reserve(supply.what(), wanted - counted);
            } else if (!supply.budget().tryReserve(supply.what(), wanted - counted)) {
                spill(spill, wanted);
                growOnDisk(needed);
                return;
            }
        }
        if (reserved == 0 && !reserveAddresses()) {
            supply.budget().release(wanted);
            growByCopy(needed);
            return;
        }
        long more = wanted - counted;
        counted = wanted;
        bytes = Math.min(wanted - Buffer.ALIGNMENT, maxBytes);
        collapse(more);
    }

    /// Small pages cost a table of a few megabytes most of its time: there are more of them than the processor remembers. But a huge one for
    /// the bytes behind the last would be memory that nobody counted. One page at a time, where memory grows by less.
    private void collapse(long more) {
        long whole = Math.min(counted, HUGE_FROM) & -AddressSpace.HUGE_PAGE;
        if (whole >= COLLAPSED_FROM && whole > collapsed && (address & AddressSpace.HUGE_PAGE - 1) == 0) {
            long some = Math.min(whole - collapsed, AddressSpace.HUGE_PAGE + (more & -AddressSpace.HUGE_PAGE));
            AddressSpace.makeHugePages(address + collapsed, some);
            collapsed += some;
        }
    }

    /// Lets a file take the place of all addresses behind those that are counted.
    private void spill(Spill spill, long wanted) {
        if (reserved == 0 && !reserveAddresses()) {
            supply.budget().reserve(supply.what(), wanted); // which is refused, and says why
            supply.budget().release(wanted);
            throw new MemoryLimitException("%s has no addresses to spill at".formatted(supply.what()));
        }
        long page = spill.pageBytes();
        long from = (address + counted + page - 1) & -page;
        spilled = spill.begin(supply.what(), from, reserved + reservedBytes - from);
        inMemoryBytes = from - address;
    }

    private void growOnDisk(long needed) {
        Spill.Place place = Objects.requireNonNull(spilled);
        place.ensure(needed + Buffer.ALIGNMENT - inMemoryBytes);
        bytes = Math.min(inMemoryBytes + place.bytes() - Buffer.ALIGNMENT, maxBytes);
    }

    /// Commitments end at a page's end, slack included.
    private static long roundedUp(long wanted) {
        long unit = wanted > HUGE_FROM && AddressSpace.HUGE_PAGES ? AddressSpace.HUGE_PAGE : AddressSpace.PAGE;
        return (wanted + Buffer.ALIGNMENT + unit - 1) & -unit;
    }

    private boolean reserveAddresses() {
        long most = roundedUp(Math.min(maxBytes, mostBytes())) + AddressSpace.PAGE;
        long range = most > COLLAPSED_FROM ? most + AddressSpace.HUGE_PAGE : most;
        long start = AddressSpace.reserve(range);
        if (start == 0) {
            return false;
        }
        reserved = start;
        reservedBytes = range;
        long first = start;
        if (most > COLLAPSED_FROM) {
            first = (start + AddressSpace.HUGE_PAGE - 1) & -AddressSpace.HUGE_PAGE;
        }
        if (most > HUGE_FROM) {
            AddressSpace.preferHugePages(first + HUGE_FROM, most - HUGE_FROM & -AddressSpace.PAGE);
        }
        address = first;
        return true;
    }

    /// What the budget and the spill may ever give; that may be more than there are addresses.
    private long mostBytes() {
        Spill spill = supply.spill();
        long inMemory = supply.budget().limitBytes();
        long either = spill == null ? inMemory : inMemory + spill.limitBytes() + SPILL_SLACK;
        return either < 0 ? Long.MAX_VALUE / 2 : either;
    }

    private void growByCopy(long needed) {
        Buffer old = copied;
        long wanted = Math.min(maxBytes, Math.max(needed, 2 * bytes));
        Buffer larger = Buffer.allocate(supply.budget(), supply.what(), wanted);
        if (old != null) {
            Memory.copy(address, larger.address(), bytes);
            old.close();
        }
        copied = larger;
        address = larger.address();
        bytes = wanted;
    }

    @Override
    public void close() {
        Buffer buffer = copied;
        if (buffer != null) {
            buffer.close();
        }
        if (reserved != 0) {
            AddressSpace.release(reserved, reservedBytes);
            supply.budget().release(counted);
        }
        if (spilled != null) {
            spilled.close();
        }
        copied = null;
        spilled = null;
        inMemoryBytes = 0;
        reserved = 0;
        address = 0;
        bytes = 0;
        counted = 0;
        collapsed = 0;
    }
}
