// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordBuilderTest {
    private static final Schema WIDE = Schema.of(Field.of("a", Type.INT64), Field.of("b", Type.INT64),
            Field.of("c", Type.INT64), Field.of("d", Type.INT64));

    private final MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private static JournalHeader header(long firstSequence) {
        return new JournalHeader("test", 7, firstSequence, new JournalHeader.Seal(firstSequence - 1, 0x1234), 1, 2,
                Durability.PROCESS, List.of(new JournalHeader.Input("numbers", WIDE)), 8192, 0, List.of("plan"),
                Map.of("jdk", "25"));
    }

    private static ByteBuffer record(RecordBuilder builder) {
        byte[] bytes = new byte[builder.bytes()];
        Memory.copyOut(builder.address(), bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    }

    private static Entries.Tick tick(long sequence) {
        return new Entries.Tick(sequence, sequence, 1_000 * sequence, false, false);
    }

    @Test
    void laysRecordsOutAsTheFormatSays() {
        try (RecordBuilder builder = new RecordBuilder(budget, header(100))) {
            assertThat(builder.lastSequence()).isEqualTo(99);
            assertThat(builder.add(tick(100))).isTrue();
            assertThat(builder.add(tick(101))).isTrue();
            builder.finish(0xcafe);

            ByteBuffer record = record(builder);
            assertThat(record.limit() % 8).isZero();
            assertThat(record.getInt(0)).isEqualTo(0x45444954);
            assertThat(record.getShort(4)).isEqualTo((short) 1);
            assertThat(record.getShort(6)).isEqualTo(RecordLayout.ENTRIES);
            assertThat(record.getLong(8)).isEqualTo(7);
            assertThat(record.getLong(16)).isEqualTo(100);
            assertThat(record.getInt(24)).isEqualTo(0xcafe);
            assertThat(record.getInt(28)).isEqualTo(record.limit() - 36);
            CRC32C crc = new CRC32C();
            crc.update(record.slice(0, record.limit() - 4));
            assertThat(record.getInt(record.limit() - 4)).isEqualTo((int) crc.getValue()).isEqualTo(builder.crc());
            assertThat(builder.lastSequence()).isEqualTo(101);
        }
    }

    @Test
    void goesOnBehindTheLastRecord() {
        try (RecordBuilder builder = new RecordBuilder(budget, header(0))) {
            builder.finishHeader(1, 0);
            assertThat(record(builder).getLong(RecordLayout.SEQUENCE_AT)).isZero();
            builder.reset();
            builder.add(tick(0));
            builder.finish(1);
            builder.reset();
            assertThat(builder.isEmpty()).isTrue();
            builder.add(tick(1));
            assertThat(builder.isEmpty()).isFalse();
            builder.finish(2);
            assertThat(record(builder).getLong(RecordLayout.SEQUENCE_AT)).isEqualTo(1);
        }
    }

    @Test
    void refusesEntriesOutOfOrder() {
        try (RecordBuilder builder = new RecordBuilder(budget, header(5))) {
            assertThatThrownBy(() -> builder.add(tick(6))).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sequence 6 where 5 comes next");
            assertThatThrownBy(() -> builder.finish(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void takesOneChunkMoreThanItGathers() {
        try (RecordBuilder builder = new RecordBuilder(budget, header(0));
                Block block = new Block(budget, "rows", WIDE, 8192, 0)) {
            Chunk chunk = fill(block);
            assertThat(builder.add(new Entries.Rows(0, 0, "one", 0, Entries.positions(), chunk))).isTrue();
            assertThat(builder.rows()).isEqualTo(8192);
            assertThat(builder.add(tick(1))).as("values at random take as much as a record gathers").isFalse();
            builder.finish(0);
            assertThat(builder.bytes()).isGreaterThan(RecordBuilder.GATHERED_BYTES);
            assertThat((long) builder.bytes()).isLessThanOrEqualTo(RecordBuilder.mostBytes(header(0)));
        }
    }

    private static Chunk fill(Block block) {
        Random random = new Random(1);
        BlockWriter writer = new BlockWriter(WIDE);
        writer.begin(block);
        for (int row = 0; row < 8192; row++) {
            for (int column = 0; column < 4; column++) {
                writer.setLong(column, random.nextLong());
            }
            writer.endRow();
        }
        return new Chunk(WIDE).view(block, 0, 8192);
    }
}
