// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// Locks by file: the system lets go of them when the process dies, however it dies.
///
/// The system counts such locks by process: to close any channel on a file gives up all the locks on it that the process has.
/// So within one process a lock is refused before its file is opened, and a channel that was opened in vain stays open.
final class FileLocks {
    private static final Set<Path> HELD = new HashSet<>();
    // Of files that another class loader's copy of this class has locked.
    private static final List<FileChannel> OPENED_IN_VAIN = new ArrayList<>();
    private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    private FileLocks() {}

    static Storage.@Nullable Lock tryLock(Path path) throws IOException {
        Path real = realPath(path);
        synchronized (HELD) {
            if (!HELD.add(real)) {
                return null;
            }
            boolean locked = false;
            try {
                FileChannel channel = FileStorage
                        .translated(real, () -> FileChannel.open(real, OPTIONS, Permissions.ofFiles()));
                locked = isLocked(channel);
                return locked ? () -> release(real, channel) : null;
            } finally {
                if (!locked) {
                    HELD.remove(real);
                }
            }
        }
    }

    private static Path realPath(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path directory = absolute.getParent();
        return directory == null ? absolute : directory.toRealPath().resolve(path.getFileName());
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock != null;
        } catch (OverlappingFileLockException heldHere) {
            OPENED_IN_VAIN.add(channel);
            return false;
        }
    }

    private static void release(Path real, FileChannel channel) throws IOException {
        synchronized (HELD) {
            if (channel.isOpen()) {
                channel.close();
                HELD.remove(real);
            }
        }
    }
}
