// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.IOException;
import java.io.OutputStream;

/// A stdout that can no longer be written, as the system tells it.
public final class FailingStream extends OutputStream {
    private final String reason;
    private int attempts;

    public FailingStream(String reason) {
        this.reason = reason;
    }

    /// How often somebody tried.
    public int attempts() {
        return attempts;
    }

    @Override
    public void write(int letter) throws IOException {
        attempts++;
        throw new IOException(reason);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        write(0);
    }
}
