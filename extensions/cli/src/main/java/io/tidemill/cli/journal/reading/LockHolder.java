// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Which process has locked a file: told by Linux's own list, because to try the lock would be to take it.
///
/// Says nothing of processes that this one may not see, such as those of another container.
public final class LockHolder {
    private static final Path LOCKS = Path.of("/proc/locks");
    // `1: POSIX  ADVISORY  WRITE 4711 fd:01:1835009 0 EOF`
    private static final int PROCESS = 4;
    private static final int FILE = 5;
    private static final int WORDS = 6;

    private LockHolder() {}

    public static OptionalLong process(Path file) {
        try {
            String wanted = inKernelsWords(file);
            return Files.readAllLines(LOCKS)
                    .stream()
                    .map(line -> line.split("\\s+"))
                    .filter(words -> words.length > WORDS && words[FILE].equals(wanted))
                    .mapToLong(words -> Long.parseLong(words[PROCESS]))
                    .filter(process -> process > 0)
                    .findFirst();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return OptionalLong.empty();
        }
    }

    /// `fd:01:1835009`: the device's two numbers, then the file's.
    private static String inKernelsWords(Path file) throws IOException {
        long device = (Long) Files.getAttribute(file, "unix:dev", LinkOption.NOFOLLOW_LINKS);
        long major = (device >>> 8 & 0xfff) | (device >>> 32 & 0xffff_f000L);
        long minor = (device & 0xff) | (device >>> 12 & 0xffff_ff00L);
        return "%02x:%02x:%d".formatted(major, minor, (Long) Files.getAttribute(file, "unix:ino"));
    }
}
