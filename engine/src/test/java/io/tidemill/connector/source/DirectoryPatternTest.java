// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DirectoryPatternTest {
    @TempDir
    private Path directory;

    @Test
    void listsFilesWithTheirTimes() throws Exception {
        Path file = make("a.txt");
        Files.setLastModifiedTime(file, FileTime.from(1_234_567_890_123_456L, TimeUnit.MICROSECONDS));

        List<FoundFile> files = list(new DirectoryPattern(directory.toString()));

        assertThat(files).singleElement().satisfies(found -> {
            assertThat(found.path()).isEqualTo(file);
            assertThat(found.modifiedMicros()).isEqualTo(1_234_567_890_123_456L);
        });
    }

    @Test
    void passesOverDotFilesAndDirectories() throws Exception {
        make("seen");
        make(".hidden");
        make("sub/deeper");

        assertThat(list("")).containsExactly("seen");
    }

    @Test
    void followsLinksToFiles() throws Exception {
        make("elsewhere/target");
        Files.createDirectory(directory.resolve("in"));
        Files.createSymbolicLink(directory.resolve("in/link"), directory.resolve("elsewhere/target"));
        Files.createSymbolicLink(directory.resolve("in/dangling"), directory.resolve("nowhere"));
        Files.createSymbolicLink(directory.resolve("in/circle"), Path.of("circle"));
        Files.createSymbolicLink(directory.resolve("in/there"), Path.of("back"));
        Files.createSymbolicLink(directory.resolve("in/back"), Path.of("there"));

        assertThat(list("in")).containsExactly("in/link");
    }

    @Test
    void expandsGlobsNameByName() throws Exception {
        make("2026-01/in/a");
        make("2026-02/in/b");
        make("2026-02/out/c");
        make("2025-12/in/d");
        make(".2026-03/in/e");
        make("2026-04");

        assertThat(list("2026-*/in")).containsExactlyInAnyOrder("2026-01/in/a", "2026-02/in/b");
        assertThat(list("202[56]-{01,12}/*")).containsExactlyInAnyOrder("2026-01/in/a", "2025-12/in/d");
        assertThat(list("2026-0?/o*")).containsExactly("2026-02/out/c");
        assertThat(list("nothing-*/in")).isEmpty();
        assertThat(list("missing/*/in")).isEmpty();
    }

    @Test
    void takesADirectoryWhoseNameLooksLikeAGlobAsItIs() throws Exception {
        make("odd[1]/a");

        assertThat(new DirectoryPattern(directory.resolve("odd[1]").toString()).isGlob()).isFalse();
        assertThat(list("odd[1]")).containsExactly("odd[1]/a");
    }

    @Test
    void throwsForADirectoryThatIsNotThere() {
        assertThatThrownBy(() -> list("missing")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void refusesWhatIsNoNameAndNoGlob() {
        assertThatThrownBy(() -> new DirectoryPattern(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DirectoryPattern("/data/[a/in")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/data/[a/in is neither a directory nor a pattern of directories: Missing ']");
    }

    private static List<FoundFile> list(DirectoryPattern pattern) throws IOException {
        return pattern.list(pattern.directories());
    }

    private Path make(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    private List<String> list(String pattern) throws IOException {
        return list(new DirectoryPattern(directory + "/" + pattern)).stream()
                .map(file -> directory.relativize(file.path()).toString())
                .toList();
    }
}
