// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.stream.Stream;

import io.tidemill.journal.JournalException;

/// Who may read and write what the journal makes: its user alone.
final class Permissions {
    static final boolean ARE_POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final String OF_DIRECTORIES = "rwx------";

    private Permissions() {}

    static FileAttribute<?>[] ofDirectories() {
        return attributes(OF_DIRECTORIES);
    }

    static FileAttribute<?>[] ofFiles() {
        return attributes("rw-------");
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return ARE_POSIX
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    /// Refuses a directory in which others could put, take away or exchange files; makes one private that is still empty.
    static void requireFit(Path directory) throws IOException {
        if (Files.isSymbolicLink(directory)) {
            throw unfit(directory, "is a symbolic link, which could be pointed elsewhere: name the directory itself, "
                    + Files.readSymbolicLink(directory));
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw unfit(directory, "is not a directory");
        }
        if (ARE_POSIX) {
            requirePrivate(directory);
        }
    }

    private static void requirePrivate(Path directory) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class,
                LinkOption.NOFOLLOW_LINKS);
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw unfit(directory, "can be written by every user (%s): take that away, chmod o-w %s"
                    .formatted(PosixFilePermissions.toString(attributes.permissions()), directory));
        }
        UserPrincipal user = userIn(directory);
        if (!attributes.owner().equals(user)) {
            throw unfit(directory, "belongs to user %s, not to %s, who runs this: give it to that user, chown %s %s"
                    .formatted(attributes.owner().getName(), user.getName(), user.getName(), directory));
        }
        if (isEmpty(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(OF_DIRECTORIES));
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /// The user of this process as the file system sees it: whoever owns a file that it makes there.
    private static UserPrincipal userIn(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "owner", ".probe", ofFiles());
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(file);
        }
    }

    private static JournalException unfit(Path directory, String why) {
        return new JournalException(JournalException.Kind.UNFIT, "the data directory %s %s".formatted(directory, why));
    }
}
