// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// The disk, as far as a journal needs it: real, or simulated with all its faults.
///
/// Directories are made with mode 0700, files with 0600.
public interface Storage {

    /// The names of what lies in a directory, sorted; none if there is no such directory.
    List<String> list(Path directory) throws IOException;

    boolean exists(Path path) throws IOException;

    /// Makes a directory and those above it that are missing, and forces the entry of each.
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

    /// An open file. Reads and writes go to places of their own, so that threads may share it.
    interface File extends AutoCloseable {
        long size() throws IOException;

        /// Reads at a place; answers how many bytes came, -1 at the end.
        int read(ByteBuffer target, long position) throws IOException;

        /// Writes all of the buffer at a place.
        void write(ByteBuffer source, long position) throws IOException;

        /// Lets what was written survive a power cut.
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }
}
