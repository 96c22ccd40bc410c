// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.journal.simulation.SimulatedStorage;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

class CommitLogsTest {
    private static final Path DATA = Path.of("/data");
    private static final String STRANGE = "out/100 % \u00e9";

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private final SimulatedStorage storage = new SimulatedStorage();

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    @Test
    void readsTheLastCommitOfEachSinkBesideItsWriter() throws IOException {
        try (CommitLog totals = open("totals"); CommitLog strange = open(STRANGE); CommitLog idle = open("")) {
            totals.committed(0, 3, 17);
            strange.committed(0, 0, 1);
            strange.committed(1, 9, 2);

            List<CommitLogs.Log> logs = CommitLogs.read(storage, DATA);

            assertThat(logs).extracting(CommitLogs.Log::sink).containsExactlyInAnyOrder("totals", STRANGE, "");
            assertThat(logs).noneMatch(CommitLogs.Log::isDamaged);
            assertThat(last(logs, "totals")).isEqualTo(new Commit(0, 3, 17));
            assertThat(last(logs, STRANGE)).isEqualTo(new Commit(1, 9, 2));
            assertThat(last(logs, "")).isNull();
            assertThat(idle.lastBatch()).isEqualTo(-1);
        }
    }

    @Test
    void passesOverWhatIsNoLogOfASink(@TempDir Path data) throws IOException {
        FileStorage files = new FileStorage();
        try (CommitLog totals = new CommitLog(files, CommitLog.directory(data, "totals"), 1 << 20, false, budget)) {
            totals.committed(0, 3, 17);
        }
        Path commits = CommitLog.directory(data);
        for (String directory : List.of("a%zz", "%2", "%41", "%C3%A9", "lost+found")) {
            Files.createDirectory(commits.resolve(directory));
        }
        Files.createFile(commits.resolve(".DS_Store"));
        Files.createFile(commits.resolve("notes"));

        assertThat(CommitLogs.read(files, data)).extracting(CommitLogs.Log::sink).containsExactly("totals");
    }

    @Test
    void readsNothingWhereThereIsNoLog() throws IOException {
        assertThat(CommitLogs.read(storage, DATA)).isEmpty();
    }

    @Test
    void tellsDamageFromATornTail() throws IOException {
        try (CommitLog log = open("totals")) {
            log.committed(0, 0, 1);
            log.committed(1, 1, 2);
            log.committed(2, 2, 3);
        }
        CommitLogs.Log whole = CommitLogs.read(storage, DATA).getFirst();
        Path file = path(whole);
        long lastRecord = whole.validBytes() - 64;

        flip(file, lastRecord + 40);
        assertThat(CommitLogs.read(storage, DATA)).containsExactly(
                new CommitLogs.Log("totals", file, new Commit(1, 1, 2), lastRecord, false));

        flip(file, lastRecord + 40);
        flip(file, lastRecord - 10);
        assertThat(CommitLogs.read(storage, DATA)).containsExactly(
                new CommitLogs.Log("totals", file, new Commit(0, 0, 1), lastRecord - 64, true));
    }

    private CommitLog open(String sink) throws IOException {
        return new CommitLog(storage, CommitLog.directory(DATA, sink), 1 << 20, false, budget);
    }

    private static @Nullable Commit last(List<CommitLogs.Log> logs, String sink) {
        return logs.stream().filter(log -> log.sink().equals(sink)).findFirst().orElseThrow().last();
    }

    private static Path path(CommitLogs.Log log) {
        assertThat(log.file()).isNotNull();
        return log.file();
    }

    private void flip(Path path, long position) throws IOException {
        try (Storage.File file = storage.reopen(path)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, position);
            file.write(ByteBuffer.allocate(1).put((byte) (one.get(0) ^ 4)).flip(), position);
        }
    }
}
