// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// `reduceLanes(ADD)` of floats adds in an order that the Vector API leaves open: no loop may use it.
class FloatSumsTest {
    private static final Path SOURCES = Path.of(System.getProperty("tidemill.root", ".."),
            "engine/src/main/java/io/tidemill/kernel");
    private static final Pattern SUM_OF_LANES = Pattern
            .compile("reduceLanes(ToLong)?\\(\\s*(VectorOperators\\s*\\.)?\\s*(ADD|MUL)");
    /// They add `LongVector`s.
    private static final List<String> OF_INTEGERS = List.of("aggregate/VectorIntegerSum.java",
            "bitmap/VectorBitBinary.java",
            "bitmap/VectorBitUnary.java");

    @Test
    void lanesOfFloatsAreNeverAddedInAnUnknownOrder() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> adding = sources.filter(Files::isRegularFile)
                    .filter(FloatSumsTest::sumsLanes)
                    .map(source -> SOURCES.relativize(source).toString())
                    .sorted()
                    .toList();
            assertThat(adding).as("sources with reduceLanes(ADD)").isEqualTo(OF_INTEGERS);
        }
        for (String source : OF_INTEGERS) {
            assertThat(SOURCES.resolve(source)).content()
                    .contains("LongVector")
                    .doesNotContain("DoubleVector", "FloatVector");
        }
    }

    private static boolean sumsLanes(Path source) {
        try {
            return SUM_OF_LANES.matcher(Files.readString(source)).find();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
