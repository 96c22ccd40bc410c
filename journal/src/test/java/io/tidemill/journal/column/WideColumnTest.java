// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.journal.JournalException;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Decimals of more than 18 digits come back, however they are encoded.
final class WideColumnTest {
    private static final Type TYPE = Type.decimal(38, 4);

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);

    @AfterEach
    void givesBackAllMemory() {
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 65, 1_000})
    void comesBackPlainAndSplit(int rows) {
        for (int nullEvery : new int[]{0, 1, 2, 7}) {
            for (int bits : new int[]{0, 20, 100}) {
                roundTrip(rows, nullEvery, bits);
            }
        }
    }

    private void roundTrip(int rows, int nullEvery, int bits) {
        Random random = new Random(rows);
        Field field = nullEvery == 0 ? Field.of("c", TYPE) : Field.nullable("c", TYPE);
        Schema schema = Schema.of(field);
        int most = (int) ColumnEncoder.mostBytes(field, rows, 0);
        try (Block block = new Block(budget, "rows", schema, rows, 0);
                Block decoded = new Block(budget, "decoded", schema, rows, 0);
                ColumnEncoder encoder = new ColumnEncoder(budget, "encoder", field, rows, 0);
                ColumnDecoder decoder = new ColumnDecoder(budget, "decoder", field, rows, 0);
                Buffer encoded = Buffer.allocate(budget, "bytes", most)) {
            BlockWriter writer = new BlockWriter(schema);
            writer.begin(block);
            for (int row = 0; row < rows; row++) {
                if (nullEvery == 0 || row % nullEvery != 0) {
                    BigInteger size = new BigInteger(bits, random);
                    writer.setDecimal(0, new BigDecimal(row % 3 == 0 ? size.negate() : size, TYPE.scale()));
                }
                writer.endRow();
            }
            Column column = new Column(TYPE);
            block.view(0, 0, column);
            for (int time = -2; time <= ColumnFormat.ENCODING; time++) { // twice as it likes, then as it is told
                if (time >= 0) {
                    encoder.force(time);
                }
                int bytes = encoder.encode(column, rows, encoded.address());
                decoded.clear();
                decoder.decode(encoded.address(), bytes, rows, decoded, 0);
                verify(column, decoded, rows);
                if (time == ColumnFormat.SPLIT && rows == 1_000 && nullEvery != 1 && bits < 100) {
                    assertThat(bytes).isLessThan(8 * rows);
                    int head = Memory.byteAt(encoded.address());
                    Memory.putByte(encoded.address(), (byte) ((head & ~ColumnFormat.ENCODING) | ColumnFormat.RUNS));
                    decoded.clear();
                    assertThatThrownBy(() -> decoder.decode(encoded.address(), bytes, rows, decoded, 0))
                            .isInstanceOf(JournalException.class);
                }
            }
        }
    }

    private static void verify(Column column, Block block, int rows) {
        Column decoded = new Column(TYPE);
        block.view(0, 0, decoded);
        for (int row = 0; row < rows; row++) {
            assertThat(decoded.isNull(row)).isEqualTo(column.isNull(row));
            assertThat(decoded.decimalAt(row)).isEqualTo(column.decimalAt(row)); // of a null it is 0
        }
    }
}
