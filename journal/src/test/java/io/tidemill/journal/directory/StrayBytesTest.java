// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// Carriers that keep bytes of their own between records, and what comes of it when those are damaged.
class StrayBytesTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    /// Puts four bytes with the length in front of each record, and now and then a page of its own.
    private record LengthFirst(FileCarrier files) implements Carrier {
        private static final int OWN_PAGE = 0x4000_0000;

        @Override
        public String name() {
            return "length first";
        }

        @Override
        public Writer create(Path directory, Options options) {
            throw new UnsupportedOperationException("only read");
        }

        @Override
        public List<Path> files(Path directory) throws IOException {
            return files.files(directory);
        }

        @Override
        public long nextRecord(ByteBuffer bytes, long at, long from) {
            long place = from;
            for (;;) {
                int index = Math.toIntExact(place - at);
                if (index + Integer.BYTES > bytes.limit()) {
                    return NEED_MORE;
                }
                int length = bytes.getInt(index);
                if ((length & OWN_PAGE) == 0) {
                    return length == 0 ? -1 : place + Integer.BYTES;
                }
                place += Integer.BYTES + (length & ~OWN_PAGE);
            }
        }
    }

    private JournalFiles files(ImageStorage storage) {
        return new JournalFiles(storage, new LengthFirst(new FileCarrier(storage)), JournalImage.DIRECTORY);
    }

    /// The files of an image with the carrier's bytes put in.
    private static ImageStorage framed(JournalImage image, List<int[]> ownBytes, Path file) {
        ImageStorage storage = new ImageStorage();
        Random random = new Random(1);
        for (Path path : image.storage.files().keySet()) {
            ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            for (JournalImage.Placed record : image.records) {
                if (record.file().equals(path)) {
                    int begin = out.position();
                    if (random.nextInt(4) == 0) {
                        out.putInt(LengthFirst.OWN_PAGE | 60_000).put(new byte[60_000]);
                    }
                    out.putInt(record.bytes());
                    if (path.equals(file)) {
                        ownBytes.add(new int[]{begin, out.position()});
                    }
                    out.put(image.storage.bytes(path), record.offset(), record.bytes());
                }
            }
            storage.put(path, Arrays.copyOf(out.array(), out.position() + 100));
        }
        return storage;
    }

    @Test
    void losesNothingByDamageToWhatTheCarrierKeepsForItself() {
        try (JournalImage image = new JournalImage(budget, 5)) {
            image.begin(Durability.PROCESS);
            image.append(6);
            image.roll();
            image.append(6);
            image.begin(Durability.PROCESS);
            image.append(6);
            Path file = JournalImage.path(1, 2);
            List<int[]> own = new ArrayList<>();
            ImageStorage whole = framed(image, own, file);
            assertThat(JournalScan.scan(files(whole), budget, ScanProgress.NONE)).isInstanceOf(Diagnosis.Sound.class)
                    .satisfies(found -> assertThat(found.facts().seal()).isEqualTo(image.seal()))
                    .satisfies(found -> assertThat(found.strayPlaces()).isZero());
            Random random = new Random(2);
            int noticed = 0;
            for (int[] range : own.subList(1, own.size())) {
                for (int i = 0; i < 40; i++) {
                    ImageStorage damaged = new ImageStorage(whole);
                    byte[] bytes = whole.bytes(file).clone();
                    bytes[range[1] - 1 - random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
                    damaged.put(file, bytes);
                    Diagnosis found = JournalScan.scan(files(damaged), budget, ScanProgress.NONE);
                    assertThat(found).isInstanceOf(Diagnosis.Sound.class);
                    assertThat(found.facts().seal()).isEqualTo(image.seal());
                    noticed += found.strayPlaces();
                }
            }
            assertThat(noticed).isPositive();
        }
    }
}
