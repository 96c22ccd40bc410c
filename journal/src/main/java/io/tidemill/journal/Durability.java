// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.time.Duration;

/// What an acknowledged row survives, named for the worst that it does: the disk itself is the limit of every promise.
///
/// @param level what may happen
/// @param groupMicros under [Level#POWER]: how long a row may wait for others to share its barrier with; 0 for not at all
/// @param groupBytes under [Level#POWER]: how many bytes of journal may wait for a barrier; 0 for none
public record Durability(Level level, long groupMicros, long groupBytes) {
    /// What may happen to a process and its machine.
    public enum Level {
        /// Nothing: rows are acknowledged when the engine has taken them.
        NONE,
        /// The death of the process, by `kill -9` for example: rows are in the system's page cache.
        PROCESS,
        /// A power cut: a barrier has forced rows to the disk.
        POWER
    }

    /// How long a row waits for a barrier that bytes share, if these do not come.
    public static final long MOST_GROUP_MICROS = 100_000;

    public static final Durability NONE = new Durability(Level.NONE, 0, 0);
    public static final Durability PROCESS = new Durability(Level.PROCESS, 0, 0);
    /// A barrier for every chunk, as soon as the one before it is through.
    public static final Durability POWER = new Durability(Level.POWER, 0, 0);

    public Durability {
        if (groupMicros < 0 || groupBytes < 0) {
            throw new IllegalArgumentException("a group commit's time and bytes must not be negative");
        }
        if (level != Level.POWER && (groupMicros > 0 || groupBytes > 0)) {
            throw new IllegalArgumentException("only POWER has barriers to share, not " + level);
        }
    }

    /// Survives a power cut; a barrier is shared by the rows of some time.
    public static Durability powerEvery(Duration time) {
        long micros = time.toNanos() / 1_000;
        if (micros < 1) {
            throw new IllegalArgumentException("the time between barriers must be a microsecond at least, was " + time);
        }
        return new Durability(Level.POWER, micros, 0);
    }

    /// Survives a power cut; a barrier is shared by some bytes of journal, and comes at the end of a batch at the latest, or after 100 ms.
    public static Durability powerEvery(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("the bytes between barriers must be positive, were " + bytes);
        }
        return new Durability(Level.POWER, 0, bytes);
    }

    /// Whether a barrier waits for more rows.
    public boolean isGrouped() {
        return groupMicros > 0 || groupBytes > 0;
    }

    @Override
    public String toString() {
        if (groupMicros > 0) {
            return "%s every %,d us".formatted(level, groupMicros);
        }
        return groupBytes > 0 ? "%s every %,d bytes".formatted(level, groupBytes) : level.toString();
    }
}
