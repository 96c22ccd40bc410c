// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.table;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

/// Two million rows of keys in chunks, over and over, and room for the groups of a chunk.
@State(Scope.Thread)
public class KeyStream {
    static final int ROWS = 8_192;
    private static final int CHUNKS = 256;
    private static final long SEED = 42;

    /// What a key is.
    @Param
    public KeyKind keys;

    /// How many keys are known. Ten million go by `-p distinct=10000000`, and with objects want a heap of 4 GB.
    @Param({"1000", "100000", "1000000"})
    public int distinct;

    /// Whether each key is as likely as any other, or the n-th as likely as 1 / n: then half of the rows have the first thousand of a million.
    @Param({"uniform", "skewed"})
    public String spread;

    private final List<Block> blocks = new ArrayList<>();
    private final Column[][] chunks = new Column[CHUNKS][];
    private final int[] numbers = new int[CHUNKS * ROWS];
    private MemoryBudget budget;
    private Buffer groups;
    private int chunk;

    @Setup(Level.Trial)
    public void fill() {
        budget = MemoryBudget.limited("benchmark", 4L << 30);
        groups = Buffer.allocate(budget, "groups", 4L * ROWS);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = spread.equals("skewed") ? skewed(random.nextDouble()) : random.nextInt(distinct);
        }
        for (int i = 0; i < CHUNKS; i++) {
            int from = i * ROWS;
            chunks[i] = lay(ROWS, row -> numbers[from + row]);
        }
    }

    /// Log-uniform: a key's odds fall with its number.
    private int skewed(double uniform) {
        return Math.min(distinct - 1, (int) Math.pow(distinct + 1.0, uniform) - 1);
    }

    /// Columns of keys, good until the end of the trial.
    Column[] lay(int rows, IntUnaryOperator numberOf) {
        Schema schema = schema();
        Block block = new Block(budget, "keys", schema, rows, rows * KeyKind.MOST_TEXT_BYTES);
        blocks.add(block);
        BlockWriter writer = new BlockWriter(schema);
        writer.begin(block);
        for (int row = 0; row < rows; row++) {
            keys.write(numberOf.applyAsInt(row), writer);
            writer.endRow();
        }
        Column[] columns = new Column[schema.size()];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = new Column(schema.field(column).type());
            block.view(column, 0, columns[column]);
        }
        return columns;
    }

    private Schema schema() {
        List<Field> fields = new ArrayList<>();
        keys.types().forEach(type -> fields.add(Field.of("key " + fields.size(), type)));
        return new Schema(fields);
    }

    MemoryBudget budget() {
        return budget;
    }

    /// Where the groups of a chunk go, as int32.
    long groups() {
        return groups.address();
    }

    /// Goes on to the next chunk, after the last to the first; answers its number.
    int next() {
        chunk = (chunk + 1) % CHUNKS;
        return chunk;
    }

    static int chunks() {
        return CHUNKS;
    }

    Column[] columns(int chunkNumber) {
        return chunks[chunkNumber];
    }

    /// The number of a row's key.
    int number(int chunkNumber, int row) {
        return numbers[chunkNumber * ROWS + row];
    }

    @TearDown(Level.Trial)
    public void close() {
        blocks.forEach(Block::close);
        groups.close();
        budget.close();
    }
}
