// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;

/// How a carrier wants its files, and what it writes into them. A [FileChain] asks, and closes it when all files are closed.
public interface FileForm extends AutoCloseable {
    /// The name of a file by its number, from 1.
    String name(int number);

    /// Space is allocated in multiples of this.
    int unitBytes();

    /// How much space a file needs before it can be begun.
    int frontBytes();

    /// How much space a record needs beside its own bytes.
    int marginBytes();

    /// Begins a file in which there are only zeros, so many of them. On the allocating thread.
    Begun begin(AllocatedFile file, long allocatedBytes) throws IOException;

    @Override
    default void close() throws IOException {}

    /// A file that was begun, and what the carrier holds of it.
    interface Begun extends AutoCloseable {
        /// Where the first record goes.
        long firstRecord();

        /// Takes possession of space in which there are only zeros, before the writer gets it. On the allocating thread.
        default void allocated(long from, long to) throws IOException {}

        /// Writes a record to its place, and says where the next one goes. Writer.
        long append(long address, int bytes, long place) throws IOException;

        /// Says that the next record will be in another file. Writer.
        default void end() throws IOException {}

        /// Lets go of the file, into which nothing is written any more.
        @Override
        default void close() throws IOException {}
    }
}
