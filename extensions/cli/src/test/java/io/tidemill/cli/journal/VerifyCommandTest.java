// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemill.cli.journal.SampleJournal.Trade;
import io.tidemill.journal.Carrier;
import io.tidemill.journal.directory.CommitLog;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyCommandTest {
    @TempDir
    private Path temporary;
    private Path data = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void write() {
        data = temporary.resolve("data");
        file = data.resolve("journal/00000001/00000001.journal");
        try (SampleJournal journal = SampleJournal.begin(data)) {
            for (int batch = 0; batch < 10; batch++) {
                journal.trades("gateway", 2L * batch, batch, new Trade("ACME", batch, null), new Trade(null, 1.5, 3))
                        .tick(batch);
            }
        }
    }

    @Test
    void findsAWholeJournalSound() {
        JournalRun run = JournalRun.of("verify", data).succeeded();

        assertThat(run.out()).isEqualTo("sound: sequences 0 to 19, rows: 20, records: 21, files: 1\n");
        assertThat(run.err()).isEmpty();
        assertThat(JournalRun.of("verify", data, "--decode").succeeded().out()).isEqualTo(run.out());
    }

    @Test
    void findsAJournalWithoutEntriesSound() {
        Path empty = temporary.resolve("empty");
        SampleJournal.begin(empty).close();

        assertThat(JournalRun.of("verify", empty).succeeded().out()).isEqualTo("sound: the journal holds no entry\n");
    }

    @Test
    void tellsATornTail() throws IOException {
        Damage.cut(file, Files.size(file) - 3);

        JournalRun run = JournalRun.of("verify", data);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).startsWith("torn: the journal ends at sequence 18").contains(file.toString());
        JsonNode json = JournalRun.of("verify", data, "--json").json();
        assertThat(json.get("state").textValue()).isEqualTo("torn");
        assertThat(json.get("lastSequence").longValue()).isEqualTo(18);
        assertThat(json.get("endsAt").get("flaw").textValue()).isEqualTo("cut-off");
    }

    @Test
    void namesFileOffsetSequenceAndLossOfDamage() throws IOException {
        long middle = Files.size(file) / 2;
        Damage.flip(file, middle);

        JournalRun run = JournalRun.of("verify", data, "--json");

        assertThat(run.code()).isEqualTo(4);
        JsonNode json = run.json();
        assertThat(json.get("state").textValue()).isEqualTo("corrupt");
        JsonNode at = json.get("endsAt");
        assertThat(at.get("file").textValue()).isEqualTo(file.toString());
        assertThat(at.get("offset").longValue()).isBetween(middle - 400, middle);
        long sequence = at.get("sequence").longValue();
        assertThat(sequence).isEqualTo(json.get("entries").longValue()).isBetween(5L, 15L);
        assertThat(json.get("remains").get("entries").longValue()).isEqualTo(20 - sequence);
        String sentence = JournalRun.of("verify", data).out();
        assertThat(sentence).isEqualTo("corrupt: " + json.get("sentence").textValue() + "\n")
                .contains(file.toString(), "sequence " + sequence, "would be lost");
    }

    @Test
    void countsAsNumbers() {
        JsonNode json = JournalRun.of("verify", data, "--json", "--decode").succeeded().json();

        assertThat(json.get("state").textValue()).isEqualTo("sound");
        assertThat(json.get("decoded").booleanValue()).isTrue();
        for (String name : List.of("files", "records", "recordBytes", "entries", "rows", "rejects", "firstSequence",
                "lastSequence", "strayPlaces")) {
            assertThat(json.get(name).isNumber()).as(name).isTrue();
        }
        assertThat(json.get("rows").longValue()).isEqualTo(20);
        assertThat(json.has("endsAt")).isFalse();
    }

    @Test
    void findsDamagedCommitLogsCorrupt() throws IOException {
        FileStorage storage = new FileStorage();
        List<Carrier> carriers = List.of(new FileCarrier(storage));
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
                DataDirectory directory = DataDirectory.open(data, carriers, FileCarrier.NAME, storage);
                CommitLog log = directory.commitLog("totals", false, budget)) {
            log.committed(0, 3, 1);
            log.committed(4, 5, 2);
            log.committed(6, 6, 3);
        }
        assertThat(JournalRun.of("verify", data).succeeded().out()).startsWith("sound");
        Path log = data.resolve("commits/totals/00000001.log");

        Damage.flip(log, 40 + 64 + 33); // the header, a commit, and into the next one

        JournalRun run = JournalRun.of("verify", data);
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out()).startsWith("corrupt: the commit log of sink totals is damaged, " + log)
                .endsWith("what was committed behind batch 3 is not known\n");
    }

    @Test
    void findsADamagedFormatFileCorrupt() throws IOException {
        Damage.flip(data.resolve("tidemill"), 50);

        JournalRun run = JournalRun.of("verify", data);

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).startsWith("tidemill journal verify: " + data.resolve("tidemill"))
                .contains("is not what was written there");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void changesNothing() throws IOException {
        Damage.flip(file, Files.size(file) / 2);
        List<String> before = Snapshot.of(data);

        for (String command : List.of("verify", "inspect", "dump")) {
            JournalRun.of(command, data);
        }
        JournalRun.of("export", data, "--format", "csv", "--out", temporary.resolve("out.csv"), "--input", "trades");

        assertThat(Snapshot.of(data)).isEqualTo(before);
    }
}
