// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.directory.BarrierFile.Place;
import io.tidemill.journal.simulation.SimulatedStorage;

import static org.assertj.core.api.Assertions.assertThat;

class BarrierFileTest {
    private static final Path DIRECTORY = Path.of("/data");
    private static final Path FILE = DIRECTORY.resolve("barrier");
    private static final int SLOT_BITS = 8 * 32;

    private final SimulatedStorage storage = new SimulatedStorage();

    @BeforeEach
    void makeDirectory() throws IOException {
        storage.createDirectories(DIRECTORY);
    }

    private void write(long incarnation, long... sequences) throws IOException {
        try (BarrierFile file = BarrierFile.open(storage, DIRECTORY)) {
            for (long sequence : sequences) {
                file.write(incarnation, sequence, (int) (1000 + sequence));
            }
        }
    }

    private static Place place(long incarnation, long sequence) {
        return new Place(incarnation, sequence, (int) (1000 + sequence));
    }

    @Test
    void namesTheNewestPlace() throws IOException {
        assertThat(BarrierFile.read(storage, DIRECTORY)).isNull();
        write(1);
        assertThat(BarrierFile.read(storage, DIRECTORY)).isNull();
        for (long last = 0; last < 5; last++) {
            write(last + 1, 10 * last - 1);
            assertThat(BarrierFile.read(storage, DIRECTORY)).isEqualTo(place(last + 1, 10 * last - 1));
            write(last + 1, 10 * last, 10 * last + 1, 10 * last + 2);
            assertThat(BarrierFile.read(storage, DIRECTORY)).isEqualTo(place(last + 1, 10 * last + 2));
        }
        assertThat(storage.bytes(FILE)).hasSize(8192);
    }

    @Test
    void fallsBackToTheOlderPlaceWhenTheNewerIsDamaged() throws IOException {
        write(7, 20, 21);
        for (int bit = 0; bit < SLOT_BITS; bit++) {
            storage.flip(FILE, 4096 + bit / 8, bit % 8);
            assertThat(BarrierFile.read(storage, DIRECTORY)).as("bit %d", bit).isEqualTo(place(7, 20));
            storage.flip(FILE, 4096 + bit / 8, bit % 8);
        }
        assertThat(BarrierFile.read(storage, DIRECTORY)).isEqualTo(place(7, 21));
    }

    @Test
    void writesOverTheOlderPlaceOnly() throws IOException {
        for (int places = 1; places < 6; places++) {
            for (long sequence = 0; sequence < places; sequence++) {
                write(3, sequence);
            }
            Place before = BarrierFile.read(storage, DIRECTORY);
            assertThat(before).isEqualTo(place(3, places - 1));
            try (BarrierFile file = BarrierFile.open(storage, DIRECTORY)) {
                storage.fault((operation, path) -> {
                    if (operation == SimulatedStorage.Operation.WRITE) {
                        throw new SimulatedStorage.End(17); // torn
                    }
                });
                file.write(3, 100, 1);
            } catch (SimulatedStorage.End end) {
                storage.kill();
            }
            assertThat(BarrierFile.read(storage, DIRECTORY)).isEqualTo(before);
            storage.delete(FILE);
        }
    }

    @Test
    void needsNoSpaceOnceItIsThere() throws IOException {
        try (BarrierFile file = BarrierFile.open(storage, DIRECTORY)) {
            storage.capacityBytes(storage.usedBytes());
            for (int i = 0; i < 10; i++) {
                file.write(1, i, 1000 + i);
            }
        }
        assertThat(BarrierFile.read(storage, DIRECTORY)).isEqualTo(place(1, 9));
    }
}
