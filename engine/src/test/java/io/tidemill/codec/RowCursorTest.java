// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tidemill.Row;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowCursorTest {
    private static final Schema SCHEMA = Schema.of(Field.of("symbol", Type.UTF8), Field.nullable("price", Type.FLOAT64),
            Field.of("size", Type.INT32),
            Field.of("at", Type.TIMESTAMP), Field.of("day", Type.DATE), Field.of("live", Type.BOOL),
            Field.of("small", Type.FLOAT32));

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private final Block block = new Block(budget, "trades", SCHEMA, 8, 64);
    private final RowCursor cursor = new RowCursor(SCHEMA);

    @BeforeEach
    void borrowTwoRows() {
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        RowCodec<Row> codec = new RowEncoding(SCHEMA).codec();
        codec.write(new RowValue(SCHEMA, "ACME", 10.5, 200, Instant.ofEpochSecond(1), LocalDate.EPOCH, true, 0.5f),
                writer);
        writer.endRow();
        codec.write(new RowValue(SCHEMA, "é", null, -1, Instant.EPOCH, LocalDate.EPOCH, false, 0f), writer);
        writer.endRow();
        cursor.borrow(new Chunk(SCHEMA).view(block, 0, 2));
    }

    @AfterEach
    void giveEverythingBack() {
        block.close();
        budget.close();
    }

    @Test
    void readsColumnsByIndexAndByName() {
        cursor.moveTo(0);
        assertThat(cursor.stringAt("symbol")).isEqualTo("ACME").isEqualTo(cursor.stringAt(0));
        assertThat(cursor.doubleAt("price")).isEqualTo(10.5);
        assertThat(cursor.intAt("size")).isEqualTo(200);
        assertThat(cursor.longAt("size")).isEqualTo(200L);
        assertThat(cursor.instantAt("at")).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(cursor.longAt("at")).isEqualTo(1_000_000L);
        assertThat(cursor.dateAt("day")).isEqualTo(LocalDate.EPOCH);
        assertThat(cursor.booleanAt("live")).isTrue();
        assertThat(cursor.floatAt("small")).isEqualTo(0.5f);
        assertThat(cursor.doubleAt("small")).isEqualTo(0.5);
        assertThat(cursor.valueAt("size")).isEqualTo(200);
    }

    @Test
    void copiesTextWithoutAString() {
        cursor.moveTo(1);
        byte[] target = new byte[4];
        cursor.copyText(0, target, 1);
        assertThat(cursor.textBytes(0)).isEqualTo(2);
        assertThat(target).startsWith((byte) 0).contains("é".getBytes(UTF_8));
    }

    @Test
    void refusesANullThatWasNotAskedFor() {
        cursor.moveTo(1);
        assertThat(cursor.isNull("price")).isTrue();
        assertThat(cursor.valueAt("price")).isNull();
        assertThatThrownBy(() -> cursor.doubleAt("price")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("`price` is null");
    }

    @Test
    void namesTheTypeThatTheColumnHas() {
        cursor.moveTo(0);
        assertThatThrownBy(() -> cursor.longAt("symbol")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column `symbol` is utf8, not a long");
        assertThatThrownBy(() -> cursor.intAt("prise")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no column `prise` in (symbol, price, size, at, day, live, small)");
    }

    @Test
    void throwsOnceItsLoanHasEnded() {
        Row kept = cursor.moveTo(0).copy();
        cursor.release();
        assertThatThrownBy(() -> cursor.stringAt(0)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("keep a copy()");
        assertThatThrownBy(() -> cursor.isNull(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cursor::copy).isInstanceOf(IllegalStateException.class);
        assertThat(kept).hasToString("[ACME,10.5,200,1970-01-01T00:00:01Z,1970-01-01,true,0.5]");
    }

    @Test
    void aCopyAnswersAsTheCursorDid() {
        Row kept = cursor.moveTo(0).copy();
        assertThat(kept.stringAt("symbol")).isEqualTo("ACME");
        assertThat(kept.intAt("size")).isEqualTo(200);
        assertThat(kept.longAt("at")).isEqualTo(1_000_000L);
        assertThat(kept.doubleAt("small")).isEqualTo(0.5);
        assertThat(kept.textBytes(0)).isEqualTo(4);
        assertThatThrownBy(() -> kept.longAt("symbol")).hasMessage("column `symbol` is utf8, not a long");
        assertThat(kept).isEqualTo(cursor.copy()).hasSameHashCodeAs(cursor.copy());
    }
}
