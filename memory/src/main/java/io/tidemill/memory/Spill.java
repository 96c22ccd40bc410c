// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

/// Where tables go on when their budget refuses more memory: files, whose pages take the place of addresses that the table has
/// reserved. What is in memory stays there, and no byte moves.
///
/// Safe for use by several threads; a [Place] belongs to one.
public interface Spill {

    /// A file, mapped at fixed addresses.
    interface Place extends AutoCloseable {
        /// Makes at least so many bytes usable, zeroed, with space on the disk for each: or throws a [MemoryLimitException] that says
        /// what is full, and changes nothing.
        void ensure(long needed);

        /// Bytes that may be used.
        long bytes();

        /// Gives the space on the disk back. The addresses are those of whoever reserved them: no longer to be touched, and
        /// to be given back before.
        @Override
        void close();
    }

    /// Lets a new file take the place of addresses, none of which may be touched before [Place#ensure].
    ///
    /// @param what names the table in a refusal
    /// @param address a multiple of [#pageBytes]
    Place begin(String what, long address, long bytes);

    /// What a page of the system has.
    long pageBytes();

    /// The most bytes of all places together.
    long limitBytes();
}
