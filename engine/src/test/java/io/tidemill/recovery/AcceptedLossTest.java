// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.JournalCarrier;
import io.tidemill.StateException;
import io.tidemill.StreamingContextBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A journal that ends before what sinks have committed: nothing is given twice, and nothing new is kept back.
@Timeout(120)
final class AcceptedLossTest {
    @TempDir
    private Path directory;

    @Test
    void givesSinksAllThatComesBehindALossThatWasAccepted() throws Exception {
        Path data = written(10);
        cutJournalInHalf(data);

        try (Numbers second = accepting(data)) {
            assertThat(second.rows).isEmpty();
            assertThat(second.all).hasSizeBetween(1, 9).isEqualTo(numbers(0, second.all.size()));
            second.append(100, 105);
            assertThat(second.rows).isEqualTo(numbers(100, 105));
            assertThat(second.batches).isEqualTo(numbers(100, 105));
        }
    }

    @Test
    void countsBatchesOnAboveThoseOfTheSinks() throws Exception {
        Path data = written(10);
        cutJournalInHalf(data);
        try (Numbers second = accepting(data)) {
            second.append(100, 105);
            second.ssc.stop(true);
        }
        try (Numbers third = Numbers.start(data)) {
            assertThat(third.rows).as("committed in the second start").isEmpty();
            assertThat(third.all).endsWith(100L, 101L, 102L, 103L, 104L);
            third.append(200, 203);
            assertThat(third.rows).isEqualTo(numbers(200, 203));
            assertThat(third.batches).isEqualTo(numbers(200, 203));
        }
    }

    @Test
    void refusesAJournalThatIsGoneAltogether() throws Exception {
        Path data = written(10);
        delete(data.resolve("journal/00000001"));

        assertThatThrownBy(() -> Numbers.start(data)).isInstanceOf(StateException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("ends with batch -1, and a sink has batch ")
                .hasMessageContaining("--accept-data-loss");
        try (Numbers second = accepting(data)) {
            second.append(100, 105);
            assertThat(second.rows).isEqualTo(numbers(100, 105));
            assertThat(second.batches).isEqualTo(numbers(100, 105));
            assertThat(second.all).isEqualTo(numbers(100, 105));
        }
    }

    /// A data directory with so many numbers, which all sinks have committed.
    private Path written(long count) throws InterruptedException {
        Path data = directory.resolve("data");
        try (Numbers first = Numbers.start(data, builder -> builder.journalCarrier(JournalCarrier.FILE))) {
            first.append(0, count);
            first.ssc.stop(true);
            assertThat(first.rows).isEqualTo(numbers(0, count));
        }
        return data;
    }

    private static Numbers accepting(Path data) throws InterruptedException {
        return Numbers.start(data, StreamingContextBuilder::acceptDataLoss);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    /// Changes a byte in the middle of what was written.
    private static void cutJournalInHalf(Path data) throws IOException {
        Path file = data.resolve("journal/00000001/00000001.journal");
        byte[] bytes = Files.readAllBytes(file);
        int written = bytes.length;
        while (bytes[written - 1] == 0) {
            written--;
        }
        bytes[written / 2] ^= 0x10;
        Files.write(file, bytes);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }
}
