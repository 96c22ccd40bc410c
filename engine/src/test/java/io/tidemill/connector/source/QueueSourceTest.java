// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import io.tidemill.Publisher;
import io.tidemill.RowWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.LentColumns;

import static org.assertj.core.api.Assertions.assertThat;

class QueueSourceTest {
    private final Queue<List<String>> queue = new ArrayDeque<>();
    private final Taken taken = new Taken();

    @Test
    void I3_givesOneDatasetPerBatch() {
        queue.add(List.of("a", "b"));
        queue.add(List.of());
        queue.add(List.of("c"));
        QueueSource<String> source = new QueueSource<>(queue, true, List.of());

        assertThat(batch(source, 1)).containsExactly("a", "b");
        assertThat(batch(source, 2)).isEmpty();
        assertThat(batch(source, 3)).containsExactly("c");
        assertThat(batch(source, 4)).isEmpty();
    }

    @Test
    void I3_givesAllThatIsQueued() {
        queue.add(List.of("a", "b"));
        queue.add(List.of("c"));
        QueueSource<String> source = new QueueSource<>(queue, false, List.of());

        assertThat(batch(source, 1)).containsExactly("a", "b", "c");
        assertThat(batch(source, 2)).isEmpty();
        queue.add(List.of("d"));
        assertThat(batch(source, 3)).containsExactly("d");
    }

    @Test
    void I3_givesTheDefaultWhenNothingIsQueued() {
        for (boolean oneAtATime : new boolean[]{true, false}) {
            QueueSource<String> source = new QueueSource<>(queue, oneAtATime, List.of("x", "y"));
            assertThat(batch(source, 1)).containsExactly("x", "y");
            queue.add(List.of("a"));
            assertThat(batch(source, 2)).containsExactly("a");
            assertThat(batch(source, 3)).containsExactly("x", "y");
        }
    }

    @Test
    void goesOnWhereThePublisherHadNoRoom() {
        queue.add(List.of("a", "b", "c", "d", "e"));
        queue.add(List.of("f"));
        QueueSource<String> source = new QueueSource<>(queue, false, List.of());
        taken.room = 2;

        assertThat(source.fill(1, taken)).isFalse();
        assertThat(source.fill(1, taken)).as("still no room").isFalse();
        queue.add(List.of("of the next batch"));
        taken.room = 3;
        assertThat(source.fill(1, taken)).isFalse();
        taken.room = 10;
        assertThat(source.fill(1, taken)).isTrue();
        assertThat(taken.rows).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(batch(source, 2)).containsExactly("of the next batch");
    }

    private List<String> batch(QueueSource<String> source, long time) {
        taken.rows.clear();
        taken.room = Integer.MAX_VALUE;
        assertThat(source.fill(time, taken)).isTrue();
        return List.copyOf(taken.rows);
    }

    /// A publisher with room for some rows.
    private static final class Taken implements Publisher<String> {
        private final List<String> rows = new ArrayList<>();
        private int room;

        @Override
        public long append(String value) {
            if (room == 0) {
                return BACK_PRESSURED;
            }
            room--;
            rows.add(value);
            return rows.size() - 1L;
        }

        @Override
        public long append(String value, long externalId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean awaitDurable(long row, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptionalLong lastDurableId() {
            return OptionalLong.empty();
        }

        @Override
        public long duplicates() {
            return 0;
        }

        @Override
        public RowWriter begin() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long appendChunk(Chunk chunk) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long lend(LentColumns columns, long lentRows, Runnable onReleased) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasRoom() {
            return room > 0;
        }

        @Override
        public long rows() {
            return rows.size();
        }

        @Override
        public String name() {
            return "taken";
        }

        @Override
        public void close() {}
    }
}
