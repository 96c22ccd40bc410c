// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// What `docs/delivery.md` tells readers to try comes out as it says.
@Timeout(180)
final class DeliveryTest {
    private static final long ORDERS = 50_000_000;

    @TempDir
    private Path directory;

    @Test
    void theProgramIsKilledAndGoesOnAndACopyOfItsJournalGivesTheSame() throws Exception {
        DocumentedProgram.compile(directory, "Orders", DocumentedProgram.of("docs/delivery.md"));
        long safe;
        try (RunningProgram first = RunningProgram.start(directory, "Orders", "data", Long.toString(ORDERS))) {
            first.awaitStdout(" orders are safe\n");
            first.kill();
            safe = first.stdout().lines().filter(line -> line.endsWith(" orders are safe")).count() * 1000;
        }
        long end = safe + 5_500;
        List<String> totals = totals(run("data", end));
        assertThat(totals).isEqualTo(expected(end));

        copy(directory.resolve("data"), directory.resolve("copy"));
        delete(directory.resolve("copy/commits"));
        List<String> replayed = totals(run("copy", end));
        assertThat(replayed).endsWith(totals.toArray(String[]::new));
        assertThat(replayed).as("at the stop that is replayed, and at its own").hasSize(2 * totals.size());
        assertThat(replayed.subList(0, totals.size())).isEqualTo(totals);
    }

    private String run(String data, long end) throws Exception {
        try (RunningProgram program = RunningProgram.start(directory, "Orders", data, Long.toString(end))) {
            assertThat(program.exitCode()).as("%s", program).isZero();
            return program.stdout();
        }
    }

    private static List<String> totals(String stdout) {
        return stdout.lines().filter(line -> line.startsWith("[shop ")).toList();
    }

    private static List<String> expected(long end) {
        return LongStream.range(0, 3)
                .mapToObj(shop -> "[shop %d,%d,%d]".formatted(shop,
                        LongStream.range(0, end).filter(id -> id % 3 == shop).count(),
                        LongStream.range(0, end).filter(id -> id % 3 == shop).sum()))
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Path target = Files.copy(path, to.resolve(from.relativize(path).toString()));
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }
}
