// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;

import org.apache.arrow.vector.ipc.ArrowFileWriter;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

/// Writes chunks of one schema as an Arrow IPC file, which every implementation of Arrow reads. One thread.
///
/// The file is whole after [#finish]. What is written to is left open.
public final class ArrowFile implements AutoCloseable {
    private final ArrowView view;
    private final ArrowFileWriter writer; // holds nothing but its channel, which is the caller's to close

    /// @param rows the most rows of a chunk
    /// @param textBytes the most bytes of text of a chunk that has to be copied, for each column
    public ArrowFile(MemoryBudget budget, Schema schema, int rows, int textBytes, OutputStream out) throws IOException {
        view = new ArrowView(budget, schema, rows, textBytes);
        try {
            writer = new ArrowFileWriter(view.root(), null, Channels.newChannel(out));
            writer.start();
        } catch (IOException | RuntimeException failed) {
            view.close();
            throw failed;
        }
    }

    /// Adds the chunk's rows as a record batch, or as several: see [ArrowView].
    public void write(Chunk chunk) throws IOException {
        try {
            view.show(chunk, _ -> writeBatch());
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private void writeBatch() {
        try {
            writer.writeBatch();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Writes what an Arrow file ends with.
    public void finish() throws IOException {
        writer.end();
    }

    /// Gives the memory back. What has not been finished is no file.
    @Override
    public void close() {
        view.close();
    }
}
