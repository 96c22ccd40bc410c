// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.Storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileStorageTest {
    private final FileStorage storage = new FileStorage();

    @TempDir
    Path temporary;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        return Files.getPosixFilePermissions(path);
    }

    private void refuses(Path directory, String because) {
        assertThatThrownBy(() -> storage.requireFit(directory)).isInstanceOf(JournalException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(because)
                .extracting(failed -> ((JournalException) failed).kind())
                .isEqualTo(JournalException.Kind.UNFIT);
    }

    @Test
    void letsNobodyElseSeeWhatItMakes() throws IOException {
        Path directory = temporary.resolve("a/b/c");
        storage.createDirectories(directory);
        storage.create(directory.resolve("file")).close();
        Objects.requireNonNull(storage.tryLock(directory.resolve("LOCK"))).close();
        for (Path made : new Path[]{directory, directory.getParent(), temporary.resolve("a")}) {
            assertThat(permissions(made)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(permissions(directory.resolve("file"))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(permissions(directory.resolve("LOCK"))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        storage.createDirectories(directory);
        assertThat(storage.list(directory)).containsExactly("LOCK", "file");
    }

    @Test
    void makesAFileOnlyOnce() throws IOException {
        storage.create(temporary.resolve("file")).close();
        assertThatThrownBy(() -> storage.create(temporary.resolve("file")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> storage.reopen(temporary.resolve("other"))).isInstanceOf(NoSuchFileException.class);
        assertThat(storage.list(temporary.resolve("nowhere"))).isEmpty();
    }

    @Test
    void readsAndWritesAtPlaces() throws IOException {
        Path path = temporary.resolve("file");
        try (Storage.File file = storage.create(path)) {
            file.write(bytes("world"), 6);
            file.write(bytes("hello "), 0);
            file.force();
            file.truncate(9);
            assertThat(file.size()).isEqualTo(9);
        }
        storage.rename(path, temporary.resolve("renamed"));
        storage.forceDirectory(temporary);
        try (Storage.File file = storage.open(temporary.resolve("renamed"))) {
            ByteBuffer read = ByteBuffer.allocate(20);
            assertThat(file.read(read, 3)).isEqualTo(6);
            assertThat(read.flip()).isEqualTo(bytes("lo wor"));
            assertThat(file.read(read.clear(), 9)).isEqualTo(-1);
        }
        storage.delete(temporary.resolve("renamed"));
        assertThat(storage.exists(temporary.resolve("renamed"))).isFalse();
    }

    @Test
    void refusesDirectoriesThatOthersCanTamperWith() throws IOException {
        Path open = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xrwx"));
        refuses(open, "every user");

        Path link = Files.createSymbolicLink(temporary.resolve("link"), Files.createDirectory(temporary.resolve("d")));
        refuses(link, "symbolic link");
        refuses(Files.createFile(temporary.resolve("file")), "not a directory");

        Path fit = Files.createDirectory(temporary.resolve("fit"));
        storage.requireFit(fit);
        assertThat(fit).isEmptyDirectory();
    }

    @Test
    void refusesDirectoriesOfOtherUsers() throws IOException {
        Path foreign = Files.createDirectory(temporary.resolve("foreign"));
        try {
            Files.setAttribute(foreign, "unix:uid", 12345);
        } catch (IOException notAllowed) {
            Assumptions.abort("only root may give a directory away");
        }
        refuses(foreign, "12345");
    }

    @Test
    void followsNoLinkToAFile() throws IOException {
        Path target = Files.createFile(temporary.resolve("target"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), target);
        assertThatThrownBy(() -> storage.open(link)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storage.reopen(link)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> storage.tryLock(link)).isInstanceOf(IOException.class);
    }

    @Test
    void locksAFileOnceInAProcess() throws IOException {
        Path path = temporary.resolve("LOCK");
        Storage.Lock lock = Objects.requireNonNull(storage.tryLock(path));
        assertThat(storage.tryLock(path)).isNull();
        assertThat(new FileStorage().tryLock(temporary.resolve("../" + temporary.getFileName() + "/LOCK"))).isNull();
        lock.close();
        lock.close();
        Objects.requireNonNull(storage.tryLock(path)).close();
    }

    @Test
    void outlivesAnInterruptOfItsUser() throws IOException {
        try (Storage.File file = storage.create(temporary.resolve("file"))) {
            Thread.currentThread().interrupt();
            file.write(bytes("one"), 0);
            file.force();
            ByteBuffer read = ByteBuffer.allocate(3);
            assertThat(file.read(read, 0)).isEqualTo(3);
            assertThat(Thread.interrupted()).isTrue();
            file.write(bytes("two"), 3);
            assertThat(file.size()).isEqualTo(6);
        }
    }

    @Test
    void outlivesInterruptsInTheMiddleOfWriting() throws Exception {
        Path path = temporary.resolve("file");
        int size = 1 << 20;
        AtomicBoolean begun = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        try (Storage.File file = storage.create(path)) {
            Thread writer = Thread.currentThread();
            Thread interrupter = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    writer.interrupt();
                    begun.set(true);
                }
            });
            while (!begun.get()) {
                Thread.onSpinWait();
            }
            ByteBuffer direct = ByteBuffer.allocateDirect(size);
            for (int round = 0; round < 50; round++) {
                for (int i = 0; i < size; i += 4096) {
                    direct.put(i, (byte) (round + i / 4096));
                }
                file.write(direct.clear(), 0);
            }
            done.set(true);
            while (interrupter.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(Thread.interrupted()).isTrue();
            ByteBuffer read = ByteBuffer.allocateDirect(size);
            file.read(read, 0);
            assertThat(read.flip()).isEqualTo(direct.clear());
        }
    }

    @Test
    void saysWhenThereIsNoSpace() {
        Path path = temporary.resolve("file");
        assertThat(FileStorage.translated(new IOException("No space left on device"), path, 0))
                .isInstanceOf(Storage.NoSpaceException.class);
        assertThat(FileStorage.translated(new IOException("Disk quota exceeded"), path, 0))
                .isInstanceOf(Storage.NoSpaceException.class);
        assertThat(FileStorage.translated(new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar"),
                temporary, Long.MAX_VALUE)).isInstanceOf(Storage.NoSpaceException.class);
        assertThat(FileStorage.translated(new IOException("Input/output error"), temporary, 1))
                .isNotInstanceOf(Storage.NoSpaceException.class);
    }

    @Test
    void namesTheFileSystem() throws IOException {
        assertThat(storage.fileSystem(temporary)).isNotBlank();
    }
}
