// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Storage;

/// The real disk. Follows no link to a file, and keeps what it makes from the eyes of others.
public final class FileStorage implements Storage {

    @Override
    public List<String> list(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (NoSuchFileException nothing) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            translated(absolute, () -> Files.createDirectory(absolute, Permissions.ofDirectories()));
        } catch (FileAlreadyExistsException inTheMeantime) {
            return;
        }
        if (parent != null) {
            forceEntry(absolute, parent);
        }
    }

    /// A directory that a power cut might take away is not left behind: the next attempt would find it there.
    private void forceEntry(Path made, Path parent) throws IOException {
        try {
            forceDirectory(parent);
        } catch (IOException failed) {
            try {
                delete(made);
            } catch (IOException stays) {
                failed.addSuppressed(stays);
            }
            throw failed;
        }
    }

    @Override
    public File create(Path path) throws IOException {
        return translated(path, () -> ChannelFile.create(path));
    }

    @Override
    public File open(Path path) throws IOException {
        return ChannelFile.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public File reopen(Path path) throws IOException {
        return ChannelFile.open(path,
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        translated(to, () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(path);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!Permissions.ARE_POSIX) {
            return; // Windows opens no directory, and keeps names by itself
        }
        boolean interrupted = Thread.interrupted(); // would close the channel
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public @Nullable Lock tryLock(Path path) throws IOException {
        return FileLocks.tryLock(path);
    }

    @Override
    public void requireFit(Path directory) throws IOException {
        Permissions.requireFit(directory);
    }

    @Override
    public String fileSystem(Path directory) throws IOException {
        return Files.getFileStore(directory).type();
    }

    /// Does what may need space on the disk, and says so by its own exception if that is what failed.
    static <T> T translated(Path path, NeedsSpace<T> deed) throws IOException {
        try {
            return deed.run();
        } catch (IOException failed) {
            throw translated(failed, path, 0);
        }
    }

    /// Something that takes space.
    @FunctionalInterface
    interface NeedsSpace<T> {
        T run() throws IOException;
    }

    /// The exception for an error: of its number Java hands on no more than the system's words, which may be in any language.
    static IOException translated(IOException failed, Path path, long bytes) {
        String reason = failed instanceof FileSystemException named ? named.getReason() : failed.getMessage();
        if (reason == null) {
            return failed;
        }
        boolean noSpace = reason.contains("No space left on device") || reason.contains("quota exceeded")
                || reason.contains("File too large") || usableSpace(path) < bytes;
        return noSpace ? new NoSpaceException(reason, failed) : failed;
    }

    private static long usableSpace(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }
}
