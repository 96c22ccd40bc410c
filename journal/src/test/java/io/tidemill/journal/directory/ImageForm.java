// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Storage;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.file.FileCarrier;

/// How the files of a [JournalImage] look: as one of the carriers makes them, but for Chronicle's index, which is shorter here.
enum ImageForm {
    FILE {
        @Override
        Carrier carrier(Storage storage) {
            return new FileCarrier(storage);
        }

        @Override
        String name(int file) {
            return "%08d.journal".formatted(file);
        }

        @Override
        byte[] front() {
            return new byte[0];
        }

        @Override
        byte[] header(int recordBytes) {
            return new byte[0];
        }

        @Override
        byte[] mark() {
            return new byte[0];
        }
    },
    CHRONICLE {
        private static final int METADATA = 1 << 30;
        private static final int END = 0xc000_0000;

        @Override
        Carrier carrier(Storage storage) {
            return new ChronicleCarrier(storage);
        }

        @Override
        String name(int file) {
            return "19700101-%02dLX.cq4".formatted(file);
        }

        @Override
        byte[] front() {
            byte[] front = new byte[100];
            Arrays.fill(front, (byte) 0x7f);
            ByteBuffer.wrap(front)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0, METADATA | 58) // and two bytes that fill it up
                    .putInt(64, METADATA | 32);
            return front;
        }

        @Override
        byte[] header(int recordBytes) {
            return word(recordBytes);
        }

        @Override
        byte[] mark() {
            return word(END);
        }

        private static byte[] word(int value) {
            return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
        }
    };

    abstract Carrier carrier(Storage storage);

    /// The name of a file by its number.
    abstract String name(int file);

    /// What a file begins with.
    abstract byte[] front();

    /// What comes before a record.
    abstract byte[] header(int recordBytes);

    /// What comes behind the last record of a file that another follows.
    abstract byte[] mark();

    int headerBytes() {
        return header(0).length;
    }
}
