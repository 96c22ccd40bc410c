// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Writes measurements as a JSON array of flat objects, one a line.
final class MeasurementFile {
    private MeasurementFile() {}

    static void write(Path file, String suite, List<Measurement> measurements, Environment environment)
            throws IOException {
        String objects = measurements.stream()
                .map(measurement -> object(suite, measurement, environment))
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
        Files.writeString(file, objects);
    }

    private static String object(String suite, Measurement measurement, Environment environment) {
        String ratio = measurement.ratio().isPresent() ? number(measurement.ratio().getAsDouble()) : "null";
        return "{\"suite\": %s, \"case\": %s, \"unit\": %s, \"value\": %s, \"ratio\": %s, \"command\": %s, \"machine\": %s, \"date\": %s, \"jdk\": %s}"
                .formatted(text(suite), text(measurement.name()), text(measurement.unit()), number(measurement.value()),
                        ratio, text(environment.command()), text(environment.machine()), text(environment.date()),
                        text(environment.jdk()));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c < ' ') {
                quoted.append("\\u%04x".formatted(c));
            } else if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
