// SPDX-License-Identifier: Apache-2.0
package io.tidemill.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Keeps memory, journal and engine with all that they need at run time small enough to embed without a thought.
class CoreSizeIT {
    private static final long LIMIT_BYTES = 15_000_000;

    @Test
    void memoryJournalAndEngineStayBelow15Megabytes() throws IOException {
        List<Jar> jars = new ArrayList<>();
        for (String path : runtimeClassPath()) {
            jars.add(new Jar(Path.of(path).getFileName().toString(), Files.size(Path.of(path))));
        }
        jars.sort(Comparator.comparingLong(Jar::bytes).reversed());
        long bytes = jars.stream().mapToLong(Jar::bytes).sum();
        System.out.printf("memory + journal + engine and what they need: %.1f of %.1f MB%n", bytes / 1e6,
                LIMIT_BYTES / 1e6);

        assertThat(jars).map(Jar::name).anyMatch(name -> name.startsWith("tidemill-memory"));
        assertThat(bytes).as("bytes of %s", jars).isLessThan(LIMIT_BYTES);
    }

    private static List<String> runtimeClassPath() throws IOException {
        String dependencies = Files.readString(Path.of(System.getProperty("tidemill.classpath")));
        return Stream
                .concat(Stream.of(System.getProperty("tidemill.jar")),
                        Stream.of(dependencies.split(File.pathSeparator)))
                .toList();
    }

    private record Jar(String name, long bytes) {}
}
