// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A file system of some megabytes, mounted for a test. Needs root, and a system that lets it.
final class SmallDisk implements AutoCloseable {
    private static final long BYTES = 160 << 20;
    private static final String FILLER = "filler";

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /// What a disk can be.
    enum Kind {
        TMPFS, EXT4
    }

    /// Mounts a disk in a directory; empty if that cannot be done here.
    static Optional<SmallDisk> mount(Kind kind, Path directory) throws IOException, InterruptedException {
        Path place = Files.createDirectory(directory.resolve("disk"));
        boolean mounted = switch (kind) {
            case TMPFS -> run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", place.toString());
            case EXT4 -> mountImage(directory.resolve("image"), place);
        };
        return mounted ? Optional.of(new SmallDisk(place)) : Optional.empty();
    }

    private static boolean mountImage(Path image, Path place) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        return run("mkfs.ext4", "-q", "-m", "0", image.toString())
                && run("mount", "-o", "loop", image.toString(), place.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            boolean isDone = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            if (!isDone) {
                System.out.printf("%s: %s%n", List.of(command), said.strip());
            }
            return isDone;
        } catch (IOException missing) {
            System.out.println(missing.getMessage());
            return false;
        }
    }

    Path place() {
        return place;
    }

    /// Takes space away.
    void fill(int bytes) throws IOException {
        Files.write(place.resolve(FILLER), new byte[bytes]);
    }

    /// Gives it back.
    void free() throws IOException {
        Files.delete(place.resolve(FILLER));
    }

    @Override
    public void close() {
        try {
            if (!run("umount", place.toString())) {
                run("umount", "-l", place.toString());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
