// SPDX-License-Identifier: Apache-2.0
package io.tidemill.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Each fault of the list makes the tests fail that it names.
class PlantedFaultsTest {
    private static final Path ROOT = Path.of(System.getProperty("tidemill.root", ".."));
    private static final List<String> MODULES = List.of("memory", "journal", "engine");
    private static final int LEAST = 20;
    private static final int MOST_MINUTES = 5;

    @TempDir
    private Path directory;

    static List<PlantedFault> faults() throws IOException {
        return PlantedFault.read(ROOT.resolve("engine/src/test/faults.txt"));
    }

    @Test
    void everyFaultOfTheListCanBePlanted() throws IOException {
        List<PlantedFault> faults = faults();
        assertThat(faults).hasSizeGreaterThanOrEqualTo(LEAST);
        for (PlantedFault fault : faults) {
            String source = Files.readString(ROOT.resolve(fault.file()));
            assertThat(fault.plantedIn(source)).as(fault.name()).isNotEqualTo(source);
            String test = "src/test/java/" + fault.testClass().replace('.', '/') + ".java";
            assertThat(MODULES).as(fault.tests()).anyMatch(module -> Files.exists(ROOT.resolve(module).resolve(test)));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("planted")
    void isNoticed(PlantedFault fault) throws IOException, InterruptedException {
        compile(fault);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dtidemill.kernels.shared=true", "-Dtidemill.root=" + ROOT));
        command.addAll(List.of(System.getProperty("tidemill.jvm.flags", "").strip().split("\\s+")));
        command.addAll(List.of("-cp", classPath(), ChosenTests.class.getName()));
        command.addAll(fault.chosen());
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command).directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).as("%s: its tests end", fault).isTrue();
            String said = Files.readString(output);
            assertThat(process.exitValue()).as("%s: %s%n%s", fault, fault.tests(), said).isEqualTo(ChosenTests.FAILED);
            System.out.printf("%s: %s%n", fault, said.lines().reduce("", (_, last) -> last));
        } finally {
            process.destroyForcibly();
        }
    }

    /// Compiles the one file that has the fault; all other classes are those of the build.
    private void compile(PlantedFault fault) throws IOException {
        Path file = ROOT.resolve(fault.file());
        Path copy = directory.resolve("source").resolve(file.getFileName());
        Files.createDirectories(copy.getParent());
        Files.createDirectories(directory.resolve("classes"));
        Files.writeString(copy, fault.plantedIn(Files.readString(file)));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-nowarn", "-parameters",
                        "-XDignore.symbol.file", "--release", "25", "--add-modules", "jdk.incubator.vector", "-cp",
                        classPath(),
                        "-d", directory.resolve("classes").toString(), copy.toString());
        assertThat(failed).as("%s: compiles", fault).isZero();
    }

    /// The planted class, before what this JVM has and the tests of all modules.
    private String classPath() {
        List<String> parts = new ArrayList<>(List.of(directory.resolve("classes").toString(),
                System.getProperty("java.class.path")));
        MODULES.forEach(module -> parts.add(ROOT.resolve(module).resolve("target/test-classes").toString()));
        return String.join(File.pathSeparator, parts);
    }
}
