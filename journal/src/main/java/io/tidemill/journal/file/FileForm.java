// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;

/// How a carrier wants its files, and what it does in them beside writing records. A [FileChain] asks, on the allocating thread.
public interface FileForm {
    /// The name of a file by its number, from 1.
    String name(int number);

    /// Space is allocated in multiples of this.
    int unitBytes();

    /// How much space a file needs before it can be begun.
    int frontBytes();

    /// How much space a record needs beside its own bytes.
    int marginBytes();

    /// Begins a file in which there are only zeros, so many of them.
    Begun begin(AllocatedFile file, long allocatedBytes) throws IOException;

    /// A file that was begun, and what the carrier holds of it.
    interface Begun extends AutoCloseable {
        /// Where the first record goes.
        long firstRecord();

        /// Takes possession of space in which there are only zeros, before the writer gets it.
        void allocated(long from, long to) throws IOException;

        /// Lets go of the file, into which nothing is written any more.
        @Override
        void close() throws IOException;
    }
}
