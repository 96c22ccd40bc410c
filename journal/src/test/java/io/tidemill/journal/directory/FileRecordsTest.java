// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.journal.record.Flaw;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class FileRecordsTest {
    private static final Path FILE = Path.of("/data/journal/00000001/file.cq4");
    private static final int OWN_DOCUMENT = 1 << 30;

    @Test
    void doesNotLookForTheEndOfADocumentThatIsLongerThanTheWindow() {
        byte[] bytes = new byte[4 << 20];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, OWN_DOCUMENT | 3 << 20).putInt(8, 1);
        ImageStorage storage = new ImageStorage();
        storage.put(FILE, bytes);
        JournalFiles files = new JournalFiles(storage, new ChronicleCarrier(new FileStorage()), Path.of("/data"));
        try (MemoryBudget budget = MemoryBudget.limited("test", 8 << 20);
                FileRecords records = new FileRecords(files, budget)) {
            records.open(FILE);
            assertThat(records.look(0)).isEqualTo(Flaw.CUT_OFF);
        }
    }
}
