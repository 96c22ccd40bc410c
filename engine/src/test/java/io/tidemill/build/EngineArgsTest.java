// SPDX-License-Identifier: Apache-2.0
package io.tidemill.build;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Holds the flags that the build's tests run with to `engine.args`, the file that users start the JVM with.
class EngineArgsTest {
    private static final Path ENGINE_ARGS = Path.of(System.getProperty("tidemill.root", ".."), "engine.args");

    @Test
    void thePomNamesTheFlagsOfEngineArgs() throws IOException {
        String pom = System.getProperty("tidemill.jvm.flags", "");

        assertThat(pom.strip().split("\\s+")).containsExactlyElementsOf(flags());
    }

    @Test
    void thisJvmRunsWithThem() throws IOException {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).containsAll(flags());
    }

    private static List<String> flags() throws IOException {
        return Files.readAllLines(ENGINE_ARGS)
                .stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
