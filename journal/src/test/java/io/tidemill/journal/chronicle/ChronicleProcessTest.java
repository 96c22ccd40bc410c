// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.journal.file.FileStorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What takes a process of its own: flags, kills, what Chronicle does unasked.
@EnabledOnOs(OS.LINUX)
class ChronicleProcessTest {
    private static final List<Integer> BEGINNING = IntStream.rangeClosed(1, 100).boxed().toList();
    private static final List<String> SAME_PROCESS_ID = List.of("unshare", "--pid", "--fork", "--mount-proc",
            "--kill-child=KILL");
    private static final Pattern BEGUN = Pattern.compile("begun in millis (\\d+)");
    /// What no property switches off; the engine brings the JNA that is missed here.
    private static final Pattern LOGGED_AS_IT_LOADS = Pattern
            .compile("LOG INFO .* Chronicle core loaded .*|LOG \\w+ net\\.openhft\\.affinity\\.Affinity .*");
    /// One or two seconds where nothing else runs; Chronicle's appender would wait fifteen for a lock.
    private static final int MOST_MILLIS_TO_BEGIN = 10_000;
    private static final int LENGTH = 0x3fff_ffff; // the part of a header
    private static final int DEATHS_INSIDE = 1;
    private static final int MOST_DEATHS = 30;

    @TempDir
    private Path directory;

    private Path newDirectory(String name) throws IOException {
        return Files.createDirectory(directory.resolve(name));
    }

    private static void assertEmpty(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void saysNothingReachesNoNetworkAndLeavesNoThread() throws Exception {
        Path home = newDirectory("home");
        Path everything = Files.writeString(directory.resolve("everything.xml"), """
                <configuration>
                    <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                        <encoder><pattern>LOG %level %logger %msg%n</pattern></encoder>
                    </appender>
                    <root level="INFO"><appender-ref ref="out"/></root>
                </configuration>
                """);
        List<String> flags = new ArrayList<>(ForkedJvm.flags());
        flags.add("-Duser.home=" + home);
        flags.add("-Djna.tmpdir=" + newDirectory("jna")); // where there is JNA, thread affinity lets it unpack its library
        flags.add("-Dlogback.configurationFile=" + everything);
        String output = ForkedJvm
                .output(ForkedJvm.start(List.of(), flags, Appending.class, newDirectory("data"), false));
        assertThat(output.lines().filter(line -> !LOGGED_AS_IT_LOADS.matcher(line).matches()))
                .allMatch(line -> line
                        .matches("pid \\d+|begun in millis \\d+|threads .*|sockets 0|WARNING: Using incubator .*"));
        assertThat(output).contains("sockets 0", "threads [").doesNotContain("disk~space", "releaser", "chronicle~");
        assertEmpty(home);
    }

    @Test
    void namesEachFlagThatIsMissing() throws Exception {
        for (String flag : List.of("--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED")) {
            List<String> others = new ArrayList<>(ForkedJvm.flags());
            assertThat(others.remove(flag)).as("the tests run with %s", flag).isTrue();
            assertRefused(others, "flags " + flag + ":");
        }
        assertRefused(List.of(), "flags --add-opens=java.base/java.lang.reflect=ALL-UNNAMED "
                + "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED:");
    }

    @Test
    void namesTheFlagThatLetsItReachMemory() throws Exception {
        List<String> flags = new ArrayList<>(ForkedJvm.flags());
        flags.removeIf(flag -> flag.startsWith("--sun-misc-unsafe-memory-access"));
        flags.add("--sun-misc-unsafe-memory-access=deny");
        assertRefused(flags, "flags --sun-misc-unsafe-memory-access=allow:");
    }

    private void assertRefused(List<String> flags, String named) throws Exception {
        String output = ForkedJvm.output(ForkedJvm.start(List.of(), flags, Appending.class, directory, false));
        assertThat(output).contains("UNFIT: ").contains(named).contains("`file`");
        assertEmpty(directory);
    }

    /// A container's process has the same id after each restart: to a lock of Chronicle's it would look as if it lived on.
    @Test
    void beginsAtOnceAndFindsNoLockWhenAProcessOfItsIdDiedInsideAnAppend() throws Exception {
        assumeTrue(ForkedJvm.canRun("unshare", "--pid", "--fork", "--mount-proc", "true"),
                "this system does not allow unshare --pid: not tried");
        int inside = 0;
        for (int death = 1; inside < DEATHS_INSIDE; death++) {
            assumeTrue(death <= MOST_DEATHS, "none of %d deaths hit an append: not tried".formatted(MOST_DEATHS));
            Path left = newDirectory("left-" + death);
            endWhileAppending(left);
            assertThat(isLocked(left)).isFalse();
            if (endsInsideADocument(left)) {
                inside++;
                beginInNext(newDirectory("next-" + death));
            }
        }
    }

    private static void endWhileAppending(Path data) throws Exception {
        String output = ForkedJvm
                .output(ForkedJvm.start(SAME_PROCESS_ID, ForkedJvm.flags(), Appending.class, data, true));
        assertThat(output).contains("pid 1\n").containsPattern(BEGUN).doesNotContain("threads");
        try (Trial trial = new Trial(data)) {
            assertThat(trial.fillers()).startsWith(BEGINNING.toArray(Integer[]::new));
        }
    }

    /// Whether the last document of a file was begun and not finished: its header is still 0, its bytes are not.
    private static boolean endsInsideADocument(Path data) throws IOException {
        for (Path file : new ChronicleCarrier(new FileStorage()).files(data)) {
            try (FileChannel channel = FileChannel.open(file)) {
                long place = 0;
                for (int header = intAt(channel, place); header != 0; header = intAt(channel, place)) {
                    place = Documents.end(place, header & LENGTH);
                }
                if (intAt(channel, place + Documents.HEADER_BYTES) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int intAt(FileChannel channel, long place) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        channel.read(bytes, place);
        return bytes.getInt(0);
    }

    /// Whether Chronicle's lock is held: an int64 behind its name, with only the highest bit set when it is free.
    private static boolean isLocked(Path data) throws IOException {
        byte[] metadata = Files.readAllBytes(data.resolve("metadata.cq4t"));
        String name = "chronicle.write.lock";
        int at = new String(metadata, StandardCharsets.ISO_8859_1).indexOf(name) + name.length() + 1;
        int aligned = at + Long.BYTES - 1 & -Long.BYTES;
        return ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN).getLong(aligned) != Long.MIN_VALUE;
    }

    private static void beginInNext(Path next) throws Exception {
        String output = ForkedJvm
                .output(ForkedJvm.start(SAME_PROCESS_ID, ForkedJvm.flags(), Appending.class, next, false));
        assertThat(output).contains("pid 1\n");
        Matcher begun = BEGUN.matcher(output);
        assertThat(begun.find()).as(output).isTrue();
        assertThat(Integer.parseInt(begun.group(1))).as("millis to begin").isLessThan(MOST_MILLIS_TO_BEGIN);
        try (Trial trial = new Trial(next)) {
            assertThat(trial.fillers()).isEqualTo(BEGINNING);
        }
    }
}
