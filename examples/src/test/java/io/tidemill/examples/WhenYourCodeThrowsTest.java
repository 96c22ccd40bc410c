// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.cli.journal.JournalCommand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// What `docs/when-your-code-throws.md` tells, done as it stands there: a program crashes, its message is obeyed, it is started again.
@Timeout(300)
class WhenYourCodeThrowsTest {
    private static final String PAGE = "docs/when-your-code-throws.md";
    private static final Pattern ORDERS = Pattern.compile("printf '(.*)' >orders.txt");
    private static final Pattern COMMAND = Pattern.compile("(\\./tidemill journal verdict .* skip)$",
            Pattern.MULTILINE);
    private static final Pattern RESULT = Pattern.compile("\\$ \\./tidemill run Orders.java\n(\\[.*?)```",
            Pattern.DOTALL);

    @TempDir
    private Path temporary;
    private String page = "";
    private String orders = "";

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of(System.getProperty("tidemill.root"), PAGE));
        orders = found(ORDERS, page).replace("\\n", "\n");
    }

    @Test
    void aVerdictLetsTheNextStartGoOnAsIfTheRowHadNeverCome() throws Exception {
        Path place = place("poisoned", orders);
        String asked = crash(place);
        assertThat(crash(place)).as("what a start without a verdict asks for").isEqualTo(asked);

        assertThat(shell(place, asked)).startsWith("written as sequence 1, in incarnation 3: skip row 2 of sequence 0 ")
                .endsWith("; the next start goes by it\n");

        assertThat(result(place)).isEqualTo(found(RESULT, page));
        assertThat(result(place)).as("each later start").isEqualTo(found(RESULT, page));
        assertThat(found(RESULT, page)).isEqualTo(result(place("clean", orders.replace("tea five\n", ""))));
    }

    @Test
    void aRepairedProgramCountsTheRow() throws Exception {
        Path place = place("repaired", orders);
        crash(place);
        String program = DocumentedProgram.of(PAGE)
                .replace("Integer.parseInt(words[1])", "words[1].equals(\"five\") ? 5 : Integer.parseInt(words[1])");
        DocumentedProgram.compile(place, "Orders", program);

        assertThat(result(place)).isEqualTo("[tea,9]\n[rum,6]\n");
    }

    @Test
    void onePolicyForAllRowsLetsItPassToo() throws Exception {
        Path place = place("policy", orders);
        crash(place);
        DocumentedProgram.compile(place, "Orders", DocumentedProgram.of(PAGE)
                .replace(".build()", ".onRowFailure(RowFailure.SKIP).build()"));

        assertThat(result(place)).isEqualTo(found(RESULT, page));
    }

    /// A directory of its own, with the program, its input, and a launcher that runs it.
    private Path place(String name, String text) throws IOException {
        Path place = Files.createDirectory(temporary.resolve(name));
        Files.writeString(place.resolve("orders.txt"), text);
        DocumentedProgram.compile(place, "Orders", DocumentedProgram.of(PAGE));
        Path launcher = Files.writeString(place.resolve("tidemill"), """
                #!/usr/bin/env bash
                [ "$1" = journal ] && shift && exec '%s' %s -cp '%s' %s "$@"
                """.formatted(Path.of(System.getProperty("java.home"), "bin", "java"), String.join(" ", flags()),
                System.getProperty("java.class.path"), JournalCommand.class.getName()));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return place;
    }

    /// The launcher's, and no log: those on the class path of tests may write to stdout.
    private static List<String> flags() {
        List<String> flags = new ArrayList<>(
                List.of(System.getProperty("tidemill.jvm.flags").strip().split("\\s+")));
        flags.add("-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");
        return flags;
    }

    /// Runs the program; answers the command that its message asks for.
    private static String crash(Path place) throws Exception {
        try (RunningProgram program = RunningProgram.start(place, flags(), "Orders")) {
            assertThat(program.exitCode()).as("%s", program).isEqualTo(1);
            assertThat(program.stdout()).as("what followed from the row").isEmpty();
            return found(COMMAND, program.stderr());
        }
    }

    private static String result(Path place) throws Exception {
        try (RunningProgram program = RunningProgram.start(place, flags(), "Orders")) {
            assertThat(program.exitCode()).as("%s", program).isZero();
            return program.stdout();
        }
    }

    private static String shell(Path place, String command) throws IOException, InterruptedException {
        Path stderr = place.resolve("stderr");
        Process process = new ProcessBuilder("bash", "-c", command).directory(place.toFile())
                .redirectError(stderr.toFile())
                .start();
        String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the end of %s", command).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, Files.readString(stderr)).isZero();
        return stdout;
    }

    private static String found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as("`%s` in %s", pattern, text).isTrue();
        return found.group(1);
    }
}
