// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalException.Kind;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.journal.simulation.SimulatedStorage;
import io.tidemill.journal.simulation.SimulatedStorage.Operation;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataDirectoryTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);
    private final Storage storage = new FileStorage();
    private final List<Carrier> carriers = List.of(new FileCarrier(storage));

    @TempDir
    Path temporary;

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private DataDirectory open() {
        return DataDirectory.open(data(), carriers, FileCarrier.NAME, storage);
    }

    private static void refuses(ThrowingCallable deed, Kind kind, String... words) {
        assertThatThrownBy(deed).isInstanceOf(JournalException.class)
                .hasMessageContainingAll(words)
                .extracting(failed -> ((JournalException) failed).kind())
                .isEqualTo(kind);
    }

    private void rewrite(String from, String to) throws IOException {
        Path file = data().resolve("tidemill");
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    @Test
    void saysWhatItIs() throws IOException {
        open().close();
        assertThat(Files.readAllLines(data().resolve("tidemill"))).hasSize(4)
                .startsWith("tidemill data directory, format 1", "carrier file");
        assertThat(storage.list(data())).containsExactly("LOCK", "journal", "tidemill");
    }

    @Test
    void refusesAFormatThatIsTooNew() throws IOException {
        open().close();
        rewrite("format 1", "format 2");
        refuses(this::open, Kind.TOO_NEW, data().toString(), "format 2");
    }

    @Test
    void refusesWhatIsNotWhatItWrote() throws IOException {
        open().close();
        Path file = data().resolve("tidemill");
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            try {
                open().close();
            } catch (JournalException failed) {
                assertThat(failed.kind()).isIn(Kind.CORRUPTION, Kind.TOO_NEW);
                refused++;
            }
        }
        // but for the end of the last line
        assertThat(refused).isGreaterThanOrEqualTo(8 * (bytes.length - 1));
        Files.write(file, new byte[0]);
        refuses(this::open, Kind.CORRUPTION, file.toString());
    }

    @Test
    void refusesJournalsThatLostTheirFormat() throws IOException {
        try (JournalRig rig = new JournalRig(budget, 1)) {
            rig.start(new JournalRig.Place(storage, carriers.getFirst(), data()), Durability.PROCESS).close();
        }
        Files.delete(data().resolve("tidemill"));
        refuses(this::open, Kind.CORRUPTION, data().toString(), "tidemill");
    }

    @Test
    void goesOnWithTheCarrierThatItFinds() {
        open().close();
        try (DataDirectory directory = DataDirectory.open(data(), carriers, "chronicle", storage)) {
            assertThat(directory.carrier().name()).isEqualTo("file");
        }
        refuses(() -> DataDirectory.open(data(), List.of(), "chronicle", storage), Kind.MISMATCH, data().toString(),
                "carrier file");
        refuses(() -> DataDirectory.open(temporary.resolve("new"), carriers, "chronicle", storage), Kind.MISMATCH,
                "carrier chronicle");
        open().close();
    }

    @Test
    void keepsAllThatItMakesToItself() throws IOException {
        try (JournalRig rig = new JournalRig(budget, 1)) {
            JournalRig.Place place = new JournalRig.Place(storage, carriers.getFirst(), data());
            try (RunningJournal running = rig.start(place, Durability.POWER)) {
                running.append(20);
                running.barrier();
            }
        }
        try (DataDirectory directory = open(); CommitLog log = directory.commitLog("out", false, budget)) {
            log.committed(0, 0, 0);
        }
        try (Stream<Path> made = Files.walk(data())) {
            List<Path> all = made.toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path each : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each))).as("%s", each)
                        .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void makesADirectoryThatItIsGivenPrivate() throws IOException {
        Files.createDirectory(data(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data()))).isEqualTo("rwx------");
    }

    @Test
    void refusesAPlaceWhereOthersCanWrite() throws IOException {
        Files.createDirectory(data());
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxrwxrwx"));
        refuses(this::open, Kind.UNFIT, data().toString(), "every user");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), Files.createDirectory(temporary.resolve("d")));
        refuses(() -> DataDirectory.open(link, carriers, "file", storage), Kind.UNFIT, "symbolic link");
        Path file = Files.createFile(temporary.resolve("file"));
        refuses(() -> DataDirectory.open(file, carriers, "file", storage), Kind.UNFIT, file.toString());
    }

    @Test
    void triesTheDiskOut() {
        SimulatedStorage broken = new SimulatedStorage();
        broken.fault((operation, path) -> {
            if (operation == Operation.FORCE) {
                throw new IOException("Input/output error");
            }
        });
        refuses(() -> DataDirectory.open(Path.of("/data"), List.of(new FileCarrier(broken)), "file", broken), Kind.IO,
                "/data", "Input/output error");
        broken.fault((operation, path) -> {});
        DataDirectory.open(Path.of("/data"), List.of(new FileCarrier(broken)), "file", broken).close();
    }

    @Test
    void writesItsFormatAsAWholeOrNotAtAll() throws IOException {
        for (int step = 0; step < 40; step++) {
            SimulatedStorage disk = new SimulatedStorage();
            int last = step;
            int[] operations = {0};
            disk.fault((operation, path) -> {
                if (operation != Operation.READ && operations[0]++ == last) {
                    throw new SimulatedStorage.End(10);
                }
            });
            List<Carrier> own = List.of(new FileCarrier(disk));
            try {
                DataDirectory.open(Path.of("/data"), own, "file", disk).close();
            } catch (JournalException ended) {
                assertThat(JournalRig.isOf(SimulatedStorage.End.class, ended)).isTrue();
            }
            for (int seed = 0; seed < 10; seed++) {
                SimulatedStorage left = disk.afterPowerCut(new SplittableRandom(seed));
                DataDirectory.open(Path.of("/data"), List.of(new FileCarrier(left)), "file", left).close();
            }
            disk.kill();
            DataDirectory.open(Path.of("/data"), own, "file", disk).close();
        }
    }

    @Test
    void forgetsAProbeThatWasLeft() throws IOException {
        open().close();
        try (Storage.File file = storage.create(data().resolve("probe"))) {
            file.write(ByteBuffer.wrap("half".getBytes(UTF_8)), 0);
        }
        open().close();
        assertThat(storage.exists(data().resolve("probe"))).isFalse();
    }
}
