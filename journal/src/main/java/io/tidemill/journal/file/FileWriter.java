// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;
import io.tidemill.memory.Memory;

/// Appends records to plain files by writes.
final class FileWriter implements Carrier.Writer {
    private static final int LEAST_VIEW_BYTES = 256 << 10;

    private final FileChain files;
    private ByteBuffer view = ByteBuffer.allocate(0); // over the memory that records come from
    private long viewAddress;

    FileWriter(Storage storage, Path directory, Carrier.Options options) throws IOException {
        files = new FileChain(storage, directory, options, new PlainForm());
    }

    @Override
    public boolean hasRoom(int bytes) {
        return files.hasRoom(bytes);
    }

    @Override
    public boolean isFull(int bytes) {
        return files.isFull(bytes);
    }

    @Override
    public void roll() {
        files.roll();
    }

    @Override
    public void append(long address, int bytes) throws IOException {
        if (address != viewAddress || bytes > view.capacity()) {
            viewAddress = address;
            view = Memory.segment(address, Math.max(LEAST_VIEW_BYTES, 2L * Integer.highestOneBit(bytes)))
                    .asByteBuffer();
        }
        files.current().append(view.limit(bytes).position(0));
    }

    @Override
    public void force() throws IOException {
        files.force();
    }

    @Override
    public Carrier.Allocation allocate() throws IOException {
        return files.allocate();
    }

    @Override
    public Path file() {
        return files.current().path();
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
