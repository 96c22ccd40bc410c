// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// A file behind channels that outlives an interrupt of the threads that use it.
///
/// Java closes a channel when a thread is interrupted that reads or writes through it, and a user's thread may drive the engine.
/// Reads and writes name their places, so they are done again through a new channel. A barrier may not be: the one that was cut
/// off could have met, and used up, the only report of an error. So it goes through a channel of its own, which is there before
/// the first write, and ends with it.
final class ChannelFile implements Storage.File {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
            StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> WRITABLE = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final Set<? extends OpenOption> options;
    private final @Nullable Object identity; // of the file, where the system has such a thing
    private final @Nullable FileChannel barrier; // null if opened for reading
    private volatile FileChannel channel;
    private boolean closed;

    private ChannelFile(Path path, Set<? extends OpenOption> options, FileChannel channel) throws IOException {
        this.path = path;
        this.options = options;
        this.channel = channel;
        this.identity = identity(path);
        this.barrier = options.contains(StandardOpenOption.WRITE) ? FileChannel.open(path, options) : null;
    }

    static ChannelFile create(Path path) throws IOException {
        return around(path, WRITABLE, FileChannel.open(path, NEW, Permissions.ofFiles()));
    }

    static ChannelFile open(Path path, Set<? extends OpenOption> options) throws IOException {
        return around(path, options, FileChannel.open(path, options));
    }

    private static ChannelFile around(Path path, Set<? extends OpenOption> options, FileChannel channel)
            throws IOException {
        try {
            return new ChannelFile(path, options, channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    @Override
    public long size() throws IOException {
        return throughInterrupts(FileChannel::size);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int from = target.position();
        return throughInterrupts(used -> used.read(target.position(from), position));
    }

    @Override
    public void truncate(long size) throws IOException {
        throughInterrupts(used -> used.truncate(size));
    }

    private <T> T throughInterrupts(Use<T> use) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            FileChannel used = channel;
            for (;;) {
                try {
                    return use.of(used);
                } catch (ClosedChannelException cut) {
                    interrupted |= Thread.interrupted();
                    used = reopened();
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    /// Something that may be done twice.
    @FunctionalInterface
    private interface Use<T> {
        T of(FileChannel channel) throws IOException;
    }

    // As above, but without a lambda: appends leave no garbage.
    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        int from = source.position();
        boolean interrupted = Thread.interrupted();
        try {
            FileChannel used = channel;
            while (!isWritten(used, source, position - from)) {
                interrupted |= Thread.interrupted();
                source.position(from);
                used = reopened();
            }
        } finally {
            restore(interrupted);
        }
    }

    /// Writes what remains in a buffer, whose position 0 belongs at `offset`; false if the channel was closed meanwhile.
    private boolean isWritten(FileChannel used, ByteBuffer source, long offset) throws IOException {
        try {
            while (source.hasRemaining()) {
                used.write(source, offset + source.position());
            }
            return true;
        } catch (ClosedChannelException cut) {
            return false;
        } catch (IOException failed) {
            throw FileStorage.translated(failed, path, source.remaining());
        }
    }

    @Override
    public void force() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            Objects.requireNonNull(barrier, "a file opened for reading").force(false);
        } finally {
            restore(interrupted);
        }
    }

    /// The channel, or a new one where an interrupt closed it, this thread's or another's.
    private synchronized FileChannel reopened() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (!channel.isOpen()) {
            FileChannel replacement = FileChannel.open(path, options);
            if (!Objects.equals(identity, identity(path))) {
                replacement.close();
                throw new IOException("another file has taken the place of " + path);
            }
            channel = replacement;
        }
        return channel;
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        try (FileChannel _ = channel) {
            if (barrier != null) {
                barrier.close();
            }
        }
    }
}
