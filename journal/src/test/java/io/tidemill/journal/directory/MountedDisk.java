// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/// A small disk of its own, which can be filled up and whose power can be cut. Needs to be root.
final class MountedDisk implements AutoCloseable {
    private static final int SHUTDOWN = 0x8004587d; // EXT4_IOC_SHUTDOWN
    private static final int WITHOUT_FLUSHING = 2; // not even the file system's own journal
    private static final int FILLER_BYTES = 4096;
    private static final long MOST_SECONDS_TO_RELEASE = 300;
    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    private final Path directory;
    private final List<String> mount;

    private MountedDisk(Path directory, List<String> mount) {
        this.directory = directory;
        this.mount = mount;
    }

    /// A disk in memory.
    static MountedDisk tmpfs(Path temporary, int megabytes) throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("tmpfs"));
        return mounted(new MountedDisk(directory,
                List.of("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(megabytes), "none", directory.toString())));
    }

    /// A disk in a file.
    static MountedDisk ext4(Path temporary, int megabytes) throws IOException {
        Path directory = Files.createDirectories(temporary.resolve("ext4"));
        Path image = temporary.resolve("image");
        boolean made = run("truncate", "-s", megabytes + "m", image.toString())
                && run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        Assumptions.assumeTrue(made, "there is no mkfs.ext4 here: not tried");
        return mounted(new MountedDisk(directory,
                List.of("mount", "-o", "loop", image.toString(), directory.toString())));
    }

    private static MountedDisk mounted(MountedDisk disk) throws IOException {
        Assumptions.assumeTrue(run(disk.mount.toArray(String[]::new)),
                "this system mounts no disk of ours, which needs to be root: not tried");
        return disk;
    }

    private static boolean run(String... command) {
        try {
            output(command);
            return true;
        } catch (IllegalStateException failed) {
            return false;
        }
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(command) + ": " + output);
            }
            return output;
        } catch (IOException noSuchCommand) {
            throw new IllegalStateException(noSuchCommand);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    Path directory() {
        return directory;
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    /// Takes all the space that is left.
    void fill() throws IOException {
        try (OutputStream output = Files.newOutputStream(filler(), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            while (true) {
                output.write(new byte[FILLER_BYTES]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    /// Gives it back.
    void free() throws IOException {
        Files.delete(filler());
    }

    /// Lets the disk forget from now on what it was not forced to keep, and refuse everything else until [#powerOn].
    @SuppressWarnings("restricted") // calls of the system, which Java has no other way to make
    void cutPower() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup system = linker.defaultLookup();
        MethodHandle open = linker.downcallHandle(system.findOrThrow("open"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        MethodHandle ioctl = linker.downcallHandle(system.findOrThrow("ioctl"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
        MethodHandle close = linker.downcallHandle(system.findOrThrow("close"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment flags = arena.allocateFrom(ValueLayout.JAVA_INT, WITHOUT_FLUSHING);
            int descriptor = (int) open
                    .invokeExact(arena.allocateFrom(directory.toString(), StandardCharsets.UTF_8), 0);
            int result = (int) ioctl.invokeExact(descriptor, Integer.toUnsignedLong(SHUTDOWN), flags);
            assertThat((int) close.invokeExact(descriptor)).isZero();
            assertThat(result).as("ioctl EXT4_IOC_SHUTDOWN").isZero();
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Mounts the disk again, when nobody has a file of it open any more.
    void powerOn() {
        assertThat(run("umount", directory.toString())).as("unmounted").isTrue();
        awaitRelease();
        assertThat(run(mount.toArray(String[]::new))).as("mounted").isTrue();
    }

    /// Waits until the system has let go of the disk: a process that has taken all mounts into a namespace of its own meanwhile, as
    /// other tests do, keeps it as it is, dead, and mounting it again would only find that.
    private void awaitRelease() {
        String image = mount.get(mount.size() - 2);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS_TO_RELEASE);
        while (!output("losetup", "--associated", image).isEmpty()) {
            assertThat(System.nanoTime()).as("a mount namespace keeps %s, which is unmounted here", image)
                    .isLessThan(end);
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    @Override
    public void close() {
        if (!run("umount", directory.toString())) {
            run("umount", "-l", directory.toString());
        }
    }
}
