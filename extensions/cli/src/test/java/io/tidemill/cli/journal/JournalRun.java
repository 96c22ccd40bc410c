// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemill.cli.terminal.Command;
import io.tidemill.cli.terminal.StopRequest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// A `tidemill journal` command, run in this JVM.
///
/// @param code its exit code
record JournalRun(int code, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static JournalRun of(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int code = Command.run(new JournalCommand(), out, new PrintStream(err, true, UTF_8), new StopRequest(), words);
        return new JournalRun(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    JournalRun succeeded() {
        assertThat(code).as("%s", this).isZero();
        return this;
    }

    /// Stdout as one JSON document.
    JsonNode json() {
        List<JsonNode> lines = jsonLines();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    /// Stdout as JSON documents, each on a line.
    List<JsonNode> jsonLines() {
        assertThat(out).endsWith("\n");
        return out.lines().map(JournalRun::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(line, noJson);
        }
    }
}
