// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.tidemill.journal.Carrier;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentsTest {
    private static final int OWN = 0x4000_0000;

    private static ByteBuffer bytes(int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            bytes.putInt(word);
        }
        return bytes.flip();
    }

    @Test
    void aRecordBeginsBehindItsHeader() {
        assertThat(Documents.nextRecord(bytes(8, 7, 7, 0), 0, 0)).isEqualTo(4);
        assertThat(Documents.nextRecord(bytes(8, 7, 7, 0), 1_000, 1_000)).isEqualTo(1_004);
    }

    @Test
    void metadataIsSteppedOverWithWhatFillsItsLastWord() {
        assertThat(Documents.nextRecord(bytes(OWN | 5, 1, 1, OWN, 8, 7, 7), 0, 0)).isEqualTo(20);
    }

    @Test
    void nothingFollowsAZeroOrTheMarkOfTheEnd() {
        for (int header : new int[]{0, 0xc000_0000}) {
            assertThat(Documents.nextRecord(bytes(OWN | 4, 1, header, 5), 0, 0)).isEqualTo(-1);
            assertThat(Documents.nextRecord(bytes(8, 1, 1, header, 5), 0, 12)).isEqualTo(-1);
        }
    }

    @Test
    void nothingFollowsDocumentsOfItsOwnThatAreNotWhole() {
        for (int header : new int[]{0x8000_0000, 0x8000_0010, -1}) {
            assertThat(Documents.nextRecord(bytes(OWN | 4, 1, header, 5), 0, 0)).isEqualTo(-1);
        }
    }

    @Test
    void whateverElseStandsBehindARecordIsLookedAt() {
        for (int header : new int[]{0x8000_0000, 0x8000_0010, -1, OWN | 4, 7}) {
            assertThat(Documents.nextRecord(bytes(8, 1, 1, header, 5), 0, 12)).isEqualTo(16);
        }
    }

    @Test
    void whereTheBytesEndMoreAreNeeded() {
        assertThat(Documents.nextRecord(bytes(), 0, 0)).isEqualTo(Carrier.NEED_MORE);
        assertThat(Documents.nextRecord(bytes(OWN | 4, 1), 0, 0)).isEqualTo(Carrier.NEED_MORE);
        assertThat(Documents.nextRecord(bytes(OWN | 0x3fff_ffff, 1), 0, 0)).isEqualTo(Carrier.NEED_MORE);
        assertThat(Documents.nextRecord(bytes(8), Integer.MAX_VALUE * 4L, Integer.MAX_VALUE * 4L + 8))
                .isEqualTo(Carrier.NEED_MORE);
    }

    @Test
    void theOrderOfTheBuffersBytesDoesNotMatter() {
        assertThat(Documents.nextRecord(bytes(OWN | 4, 1, 8).order(ByteOrder.BIG_ENDIAN), 0, 0)).isEqualTo(12);
    }

    @Test
    void anyBytesGiveAPlaceAtOrBehindWhereItLooked() {
        for (int seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            ByteBuffer bytes = ByteBuffer.allocate(random.nextInt(200));
            random.nextBytes(bytes.array());
            for (int i = 3; i < bytes.limit() && random.nextBoolean(); i += 4) {
                bytes.put(i, (byte) 0x40); // short metadata
                bytes.put(i - 1, (byte) 0);
                bytes.put(i - 2, (byte) 0);
            }
            long at = Math.max(0, random.nextInt(-1_000, 1_000)) * 4L;
            long from = at == 0 && random.nextBoolean() ? 0 : at + random.nextInt(bytes.limit() + 1);
            long place = Documents.nextRecord(bytes.order(ByteOrder.LITTLE_ENDIAN), at, from);
            assertThat(place).as("seed %d", seed)
                    .satisfiesAnyOf(p -> assertThat(p).isBetween(-2L, -1L),
                            p -> assertThat(p).isBetween(from + 4, at + bytes.limit()));
        }
    }
}
