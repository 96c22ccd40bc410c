// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Where and when figures were measured: none is worth anything without.
public record Environment(String command, String machine, String date, String jdk) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /// This machine and JVM, today.
    public static Environment now(List<String> arguments) {
        String command = "./tidemill bench " + String.join(" ", arguments);
        String machine = "%s, %d cores".formatted(processor(), Runtime.getRuntime().availableProcessors());
        String jdk = System.getProperty("java.vm.name") + " " + Runtime.version();
        return new Environment(command, machine, LocalDate.now(ZoneOffset.UTC).toString(), jdk);
    }

    private static String processor() {
        if (Files.isReadable(PROCESSORS)) {
            try (var lines = Files.lines(PROCESSORS)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException unreadable) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
