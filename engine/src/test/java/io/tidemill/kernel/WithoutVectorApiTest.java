// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.arithmetic.Arithmetic;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

/// Everything works, scalar, in a JVM that has no `jdk.incubator.vector`.
class WithoutVectorApiTest {

    /// What the other JVM runs.
    static final class Main {
        public static void main(String[] arguments) {
            Forge forge = Forge.standard();
            try (Scratch scratch = new Scratch(MemoryBudget.limited("test", 1 << 20))) {
                for (Shape<?> shape : Shapes.all()) {
                    scratch.exercise(forge.kernel(shape).current(), 1000);
                }
            }
            forge.warm(MemoryBudget.limited("test", 1 << 20), System::nanoTime);
            System.out.println(Forge.describe());
            System.out.println("vector: " + forge.kernel(Arithmetic.ADD.columns(Type.INT64)).isVector());
            try {
                Forge.vectorAtOnce();
            } catch (IllegalStateException refused) {
                System.out.println("refused");
            }
        }
    }

    @Test
    void runsEveryLoopAndNamesTheFlag() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "-cp", System.getProperty("java.class.path"),
                Main.class.getName()).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            assertThat(output).contains("--add-modules=jdk.incubator.vector")
                    .contains("vector: false")
                    .contains("refused");
        } finally {
            process.destroyForcibly();
        }
    }
}
