// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/// Counts the off-heap bytes of one owner and refuses those beyond its limit.
///
/// Budgets form a tree: what a child reserves, its parents reserve too. What an operator remembers may have a limit of its own within
/// that tree, and a [Spill] beyond it ([#operator]). Safe for use by several threads. At the end of its owner's life a budget must
/// read 0: [#close] throws otherwise, and names who leaked.
public final class MemoryBudget implements AutoCloseable {
    private static final String RAISE_MEMORY = "raise the memory budget";

    /// A second opinion on each reservation, for tests that make the n-th one fail.
    @FunctionalInterface
    public interface Check {
        boolean allows(String what, long bytes);
    }

    private final String name;
    private final long limitBytes;
    private final String remedy;
    private final Check check;
    private final MemoryBudget[] parents;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private @Nullable MemoryBudget state; // set once, before anyone reserves
    private @Nullable Spill spill;

    private MemoryBudget(String name, long limitBytes, String remedy, Check check, MemoryBudget... parents) {
        if (limitBytes < 0) {
            throw new IllegalArgumentException(
                    "the memory budget of " + name + " must not be negative, was " + limitBytes);
        }
        this.name = name;
        this.limitBytes = limitBytes;
        this.remedy = remedy;
        this.check = check;
        this.parents = parents;
    }

    public static MemoryBudget limited(String name, long limitBytes) {
        return limited(name, limitBytes, RAISE_MEMORY);
    }

    /// The same of a limit that is raised in another way.
    ///
    /// @param remedy what a refusal tells the user to do, such as `raise the memory budget`
    public static MemoryBudget limited(String name, long limitBytes, String remedy) {
        return new MemoryBudget(name, limitBytes, remedy, (what, bytes) -> true);
    }

    public static MemoryBudget checked(String name, long limitBytes, Check check) {
        return new MemoryBudget(name, limitBytes, RAISE_MEMORY, check);
    }

    /// A budget of its own limit within this one.
    public MemoryBudget child(String childName, long childLimitBytes) {
        return new MemoryBudget(name + "/" + childName, childLimitBytes, remedy, (what, bytes) -> true, this);
    }

    /// The budget of an operator within this one, which only counts. What the operator remembers ([#forState]) is counted by a second
    /// limit as well, and where either is reached its tables go on in the spill.
    ///
    /// @param stateLimit shared by all whose state it bounds
    /// @param beyond where tables go on; null to refuse them
    public MemoryBudget operator(String childName, MemoryBudget stateLimit, @Nullable Spill beyond) {
        MemoryBudget operator = child(childName);
        MemoryBudget remembered = new MemoryBudget(operator.name, limitBytes, remedy, (what, bytes) -> true,
                operator, stateLimit);
        remembered.spill = beyond;
        operator.state = remembered;
        return operator;
    }

    /// What counts the bytes that are there because of rows that have passed: this one, unless state has a limit of its own.
    public MemoryBudget forState() {
        MemoryBudget own = state;
        return own == null ? this : own;
    }

    /// Where tables go on that this budget refuses more memory; null if nowhere.
    public @Nullable Spill spill() {
        return spill;
    }

    /// A budget that only counts, bounded by this one.
    public MemoryBudget child(String childName) {
        return child(childName, limitBytes);
    }

    /// Reserves bytes for a purpose, or throws a [MemoryLimitException] and reserves nothing.
    public void reserve(String what, long bytes) {
        if (!tryReserve(what, bytes)) {
            MemoryBudget scarce = scarcest();
            throw new MemoryLimitException("%s needs %,d more bytes, but %s has %,d of %,d left: %s, or keep less"
                    .formatted(what, bytes, scarce.name, Math.max(0, scarce.availableBytes()), scarce.limitBytes,
                            scarce.remedy));
        }
    }

    /// The one of this budget and all above it that has the least left by itself; the lowest of several.
    private MemoryBudget scarcest() {
        MemoryBudget scarce = this;
        for (MemoryBudget parent : parents) {
            MemoryBudget above = parent.scarcest();
            if (above.limitBytes - above.used.get() < scarce.limitBytes - scarce.used.get()) {
                scarce = above;
            }
        }
        return scarce;
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
        for (int i = 0; i < parents.length; i++) {
            if (!parents[i].tryReserve(what, bytes)) {
                used.addAndGet(-bytes);
                for (int reserved = 0; reserved < i; reserved++) {
                    parents[reserved].release(bytes);
                }
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
