// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;

/// Plain files with one record behind another, and zeros where none has been written yet.
public final class FileCarrier implements Carrier {
    public static final String NAME = "file";

    private static final Pattern FILE = Pattern.compile("\\d{8}\\.journal");

    private final Storage storage;

    public FileCarrier(Storage storage) {
        this.storage = storage;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Writer create(Path directory, Options options) throws IOException {
        return new FileChain(storage, directory, options, new PlainForm());
    }

    @Override
    public List<Path> files(Path directory) throws IOException {
        return storage.list(directory)
                .stream()
                .filter(name -> FILE.matcher(name).matches())
                .map(directory::resolve)
                .toList();
    }

    @Override
    public long nextRecord(ByteBuffer bytes, long at, long from) {
        int index = Math.toIntExact(from - at);
        if (index + Integer.BYTES > bytes.limit()) {
            return NEED_MORE;
        }
        return bytes.getInt(index) == 0 ? -1 : from;
    }

    @Override
    public boolean keepsOnlyRecords() {
        return true;
    }
}
