// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.export;

import java.io.IOException;

import io.tidemill.memory.Chunk;

/// A file of rows in the making.
interface RowOutput extends AutoCloseable {
    void write(Chunk rows) throws IOException;

    /// Writes what the file ends with.
    void finish() throws IOException;

    @Override
    void close();
}
