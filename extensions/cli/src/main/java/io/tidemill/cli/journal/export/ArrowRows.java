// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.export;

import java.io.IOException;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.arrow.ArrowFile;

/// Rows as an Arrow file.
record ArrowRows(ArrowFile file) implements RowOutput {
    @Override
    public void write(Chunk rows) throws IOException {
        file.write(rows);
    }

    @Override
    public void finish() throws IOException {
        file.finish();
    }

    @Override
    public void close() {
        file.close();
    }
}
