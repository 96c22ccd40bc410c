// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Carries records as bytes: knows files and how records lie in them, and nothing of what they mean.
public interface Carrier {

    /// As it is written down in a data directory: `chronicle`, `file`.
    String name();

    /// Begins the files of an incarnation in an empty directory.
    ///
    /// @param options how long files get, and how far ahead of the writer their space is allocated
    Writer create(Path directory, Options options) throws IOException;

    /// The files of an incarnation, in order. Takes no lock and changes nothing.
    List<Path> files(Path directory) throws IOException;

    /// Where in a file the next record may begin: at `from` or behind it, past what the carrier itself keeps there.
    ///
    /// @param bytes the part of the file that was read, `[0, limit)`, beginning at place `at` of the file
    /// @param from a place in the file where a record ended, or 0
    /// @return a place in the file; -1 if nothing follows yet; [#NEED_MORE] if more of the file must be read to tell
    long nextRecord(ByteBuffer bytes, long at, long from);

    /// See [#nextRecord].
    long NEED_MORE = -2;

    /// Whether there is nothing but records in a file, and zeros behind the last one.
    default boolean keepsOnlyRecords() {
        return false;
    }

    /// @param fileBytes when to begin a new file: no file gets much longer
    /// @param aheadBytes how much allocated space to keep in front of the writer
    /// @param forced whether [Writer#force] will be called: what it has not seen yet is then kept open for it
    /// @param recordBytes how long records get, but for very rare ones
    record Options(long fileBytes, long aheadBytes, boolean forced, long recordBytes) {
        public Options {
            if (fileBytes < 1 || aheadBytes < 1) {
                throw new IllegalArgumentException("a journal's files need room, not %,d bytes, of which %,d are ahead"
                        .formatted(fileBytes, aheadBytes));
            }
        }
    }

    /// Appends to the files of one incarnation. One thread, but for what says otherwise.
    interface Writer extends AutoCloseable {
        /// Whether a record of so many bytes can be appended to the file at hand without waiting: space for it is allocated. Where
        /// not, [#allocate] makes it, even if the file gets longer than it should.
        boolean hasRoom(int bytes);

        /// Whether records of so many bytes belong into a new file, and that is there. A file takes one record beside its header.
        boolean isFull(int bytes);

        /// Begins a new file; only if [#isFull].
        void roll() throws IOException;

        /// Appends a record, of which all has reached the system when this returns.
        void append(long address, int bytes) throws IOException;

        /// Forces everything that had been appended when it was called, files and directory. Any one thread beside the writer's.
        void force() throws IOException;

        /// Allocates space in front of the writer; false if there was nothing to do. Any one thread beside the writer's. An error
        /// for want of space is no exception, but what the answer says.
        Allocation allocate() throws IOException;

        /// The file at hand, for messages.
        Path file();

        @Override
        void close() throws IOException;
    }

    /// What came of allocating.
    enum Allocation {
        ENOUGH, GREW, NO_SPACE
    }

    /// The carrier of a name, or null.
    static @Nullable Carrier named(List<Carrier> carriers, String name) {
        return carriers.stream().filter(carrier -> carrier.name().equals(name)).findFirst().orElse(null);
    }
}
