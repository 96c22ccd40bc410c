// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.concurrent.atomic.AtomicLong;

/// Counts the off-heap bytes of one owner and refuses those beyond its limit.
///
/// Budgets form a tree: what a child reserves, its parents reserve too. Safe for use by several threads. At the end of its
/// owner's life a budget must read 0: [#close] throws otherwise, and names who leaked.
public final class MemoryBudget implements AutoCloseable {

    /// A second opinion on each reservation, for tests that make the n-th one fail.
    @FunctionalInterface
    public interface Check {
        boolean allows(String what, long bytes);
    }

    private final String name;
    private final long limitBytes;
    private final Check check;
    private final MemoryBudget[] parents;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();

    private MemoryBudget(String name, long limitBytes, Check check, MemoryBudget... parents) {
        if (limitBytes < 0) {
            throw new IllegalArgumentException(
                    "the memory budget of " + name + " must not be negative, was " + limitBytes);
        }
        this.name = name;
        this.limitBytes = limitBytes;
        this.check = check;
        this.parents = parents;
    }

    public static MemoryBudget limited(String name, long limitBytes) {
        return new MemoryBudget(name, limitBytes, (what, bytes) -> true);
    }

    public static MemoryBudget checked(String name, long limitBytes, Check check) {
        return new MemoryBudget(name, limitBytes, check);
    }

    /// A budget of its own limit within this one.
    public MemoryBudget child(String childName, long childLimitBytes) {
        return new MemoryBudget(name + "/" + childName, childLimitBytes, (what, bytes) -> true, this);
    }

    /// A budget that only counts, bounded by this one.
    public MemoryBudget child(String childName) {
        return child(childName, limitBytes);
    }

    /// Reserves bytes for a purpose, or throws a [MemoryLimitException] and reserves nothing.
    public void reserve(String what, long bytes) {
        if (!tryReserve(what, bytes)) {
            throw new MemoryLimitException(
                    "%s needs %,d more bytes, but %s has %,d of %,d left: raise the memory budget, or keep less"
                            .formatted(what, bytes, name, Math.max(0, availableBytes()), limitBytes));
        }
    }

    /// Reserves bytes, or answers false and reserves nothing.
    public boolean tryReserve(String what, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative reservation of " + bytes + " bytes for " + what);
        }
        if (!check.allows(what, bytes)) {
            return false;
        }
        long now = used.addAndGet(bytes);
        if (now > limitBytes || now < 0) {
            used.addAndGet(-bytes);
            return false;
        }
        for (MemoryBudget parent : parents) {
            if (!parent.tryReserve(what, bytes)) {
                used.addAndGet(-bytes);
                return false;
            }
        }
        peak.accumulateAndGet(now, Math::max);
        return true;
    }

    public void release(long bytes) {
        long now = used.addAndGet(-bytes);
        if (now < 0) {
            throw new IllegalStateException("the budget of " + name + " was given back " + -now + " bytes too many");
        }
        for (MemoryBudget parent : parents) {
            parent.release(bytes);
        }
    }

    public String name() {
        return name;
    }

    public long limitBytes() {
        return limitBytes;
    }

    public long usedBytes() {
        return used.get();
    }

    public long peakBytes() {
        return peak.get();
    }

    /// What this budget and all above it would still give.
    public long availableBytes() {
        long available = limitBytes - used.get();
        for (MemoryBudget parent : parents) {
            available = Math.min(available, parent.availableBytes());
        }
        return available;
    }

    @Override
    public void close() {
        long leaked = used.get();
        if (leaked != 0) {
            throw new IllegalStateException("%s still holds %,d bytes at its end".formatted(name, leaked));
        }
    }
}
