// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Bash itself is asked what it would complete.
@Timeout(60)
class CompletionTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)(?: |$)");

    @TempDir
    private Path directory;

    @Test
    void completesTheLaunchersCommands() throws Exception {
        Path root = Path.of(System.getProperty("tidemill.root"));
        String usage = output("bash", root.resolve("tidemill").toString(), "help");
        List<String> commands = COMMAND.matcher(usage).results().map((MatchResult found) -> found.group(1)).toList();

        assertThat(commands).contains("wordcount", "journal", "completion");
        assertThat(completions("tidemill", "")).containsExactlyInAnyOrderElementsOf(commands);
        assertThat(completions("tidemill", "jou")).containsExactly("journal");
        assertThat(completions("tidemill", "example", "")).containsExactly("vwap");
        assertThat(completions("tidemill", "journal", "")).contains("inspect", "verify", "dump", "export",
                "verdict");
    }

    @Test
    void completesOptionsAndTheirWords() throws Exception {
        assertThat(completions("tidemill", "wordcount", "--sl")).containsExactly("--slide");
        assertThat(completions("tidemill", "wordcount", "--source", "f")).containsExactly("files");
        assertThat(completions("tidemill", "journal", "export", "data", "--f")).contains("--format", "--from",
                "--force");
        assertThat(completions("tidemill", "journal", "export", "data", "--format", "")).containsExactly("arrow",
                "csv");
        assertThat(completions("tidemill", "journal", "verdict", "data", "--")).contains("--at", "--operator");
        assertThat(completions("tidemill", "journal", "verdict", "data", "--at", "1:2", "--operator", "map", "s"))
                .containsExactly("skip");
    }

    private List<String> completions(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("completion"), Completion.script());
        String ask = """
                source "$1"
                shift
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
                _complete_tidemill 2>/dev/null
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        String[] command = new String[words.length + 5];
        System.arraycopy(new String[]{"bash", "-c", ask, "ask", script.toString()}, 0, command, 0, 5);
        System.arraycopy(words, 0, command, 5, words.length);
        return output(command).lines().toList();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }
}
