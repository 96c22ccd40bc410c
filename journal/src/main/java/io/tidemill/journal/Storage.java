// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The disk, as far as a journal needs it: real, or simulated with all its faults.
///
/// Directories are made with mode 0700, files with 0600.
public interface Storage {

    /// The names of what lies in a directory, sorted; none if there is no such directory.
    List<String> list(Path directory) throws IOException;

    boolean exists(Path path) throws IOException;

    /// Makes a directory and those above it that are missing, and forces the entry of each. One whose entry could not be forced is
    /// gone again.
    void createDirectories(Path directory) throws IOException;

    /// Makes a file that must not exist yet, for reading and writing.
    File create(Path path) throws IOException;

    /// Opens a file for reading.
    File open(Path path) throws IOException;

    /// Opens a file for reading and writing.
    File reopen(Path path) throws IOException;

    /// Puts a file in the place of another, as a whole.
    void rename(Path from, Path to) throws IOException;

    void delete(Path path) throws IOException;

    /// Lets the names in a directory survive a power cut.
    void forceDirectory(Path directory) throws IOException;

    /// Takes a file, which is made if need be, as a lock that ends with the process at the latest; null if another has it, in
    /// this process or elsewhere.
    @Nullable
    Lock tryLock(Path path) throws IOException;

    /// Throws a [JournalException] that says why, unless a directory that is there is one that others cannot tamper with. One
    /// that is still empty becomes private.
    void requireFit(Path directory) throws IOException;

    /// The kind of file system behind a directory, as the system names it.
    String fileSystem(Path directory) throws IOException;

    /// An open file. Reads and writes go to places of their own, so that threads may share it.
    interface File extends AutoCloseable {
        long size() throws IOException;

        /// Reads at a place; answers how many bytes came, -1 at the end.
        int read(ByteBuffer target, long position) throws IOException;

        /// Writes all of the buffer at a place.
        void write(ByteBuffer source, long position) throws IOException;

        /// Cuts off what lies at a place and behind it.
        void truncate(long size) throws IOException;

        /// Lets what was written survive a power cut.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// A lock that is held.
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /// There is no space, or the system allows no more of it, for what should have been written or made.
    final class NoSpaceException extends IOException {
        private static final long serialVersionUID = 1;

        public NoSpaceException(String message) {
            super(message);
        }

        public NoSpaceException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
