// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.PackedList;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Headers and entries at random, from a seed: a few inputs of any schema, publishers with rows, ticks, rejects and verdicts.
public final class RandomJournal implements AutoCloseable {
    public static final int BLOCK_ROWS = 70;
    public static final int TEXT_BYTES = 4096;
    private static final List<Type> TYPES = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.TIMESTAMP, Type.DATE, Type.TIME, Type.TIMESTAMP_NTZ,
            Type.BINARY, Type.decimal(18, 4), Type.decimal(5, 0), Type.decimal(30, 4), Type.listOf(Type.INT32));
    private static final long SLAB_BYTES = 1 << 20;
    private static final String[] WORDS = {"", "a", "tide", "mill", "Gezeitenmühle", "潮",
            "a longer text, of some words"};

    private final MemoryBudget budget;
    private final Random random;
    private final List<JournalHeader.Input> inputs;
    private final List<Buffer> slabs = new ArrayList<>();
    private long slabUsed = SLAB_BYTES;
    private final long[] rowsWritten = new long[3]; // by input
    private long batchId;

    public RandomJournal(MemoryBudget budget, long seed) {
        this(budget, new Random(seed), new ArrayList<>());
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            inputs.add(new JournalHeader.Input("input " + i, schema()));
        }
    }

    private RandomJournal(MemoryBudget budget, Random random, List<JournalHeader.Input> inputs) {
        this.budget = budget;
        this.random = random;
        this.inputs = inputs;
    }

    /// One of two inputs, of which one has columns of every type, and the other the same with nulls.
    public static RandomJournal ofAllTypes(MemoryBudget budget, long seed) {
        List<JournalHeader.Input> inputs = new ArrayList<>();
        for (boolean nullable : new boolean[]{false, true}) {
            List<Field> fields = TYPES.stream().map(type -> new Field(type.toString(), type, nullable)).toList();
            inputs.add(new JournalHeader.Input(nullable ? "with nulls" : "without nulls", new Schema(fields)));
        }
        return new RandomJournal(budget, new Random(seed), inputs);
    }

    private Schema schema() {
        List<Field> fields = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            fields.add(new Field("column " + i, TYPES.get(random.nextInt(TYPES.size())), random.nextBoolean()));
        }
        return new Schema(fields);
    }

    public JournalHeader header(long incarnation, JournalHeader.Seal predecessor, Durability durability) {
        return new JournalHeader("a context", incarnation, predecessor.sequence() + 1, predecessor, random.nextLong(),
                random.nextInt(), durability, inputs, BLOCK_ROWS, TEXT_BYTES, List.of("plan", "of some lines"),
                Map.of("jdk", "25", "cpu", "some", "zones", "2026a"));
    }

    /// The entry of this sequence, its rows in memory that lives as long as this does.
    public JournalEntry entry(long sequence) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> tick(sequence);
            case 2 -> rejected(sequence);
            case 3 -> new Entries.Ruling(sequence, new Verdict(random.nextLong() >>> 1, random.nextInt(100),
                    "operator " + random.nextInt(3),
                    random.nextBoolean() ? Verdict.Kind.SKIP : Verdict.Kind.DEAD_LETTER));
            default -> rows(sequence);
        };
    }

    private Entries.Tick tick(long sequence) {
        boolean end = random.nextInt(50) == 0;
        return new Entries.Tick(sequence, batchId++, 1_000_000 * batchId + random.nextInt(1000), end,
                end && random.nextBoolean());
    }

    private Entries.Rejected rejected(long sequence) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        ByteBuffer kept = random.nextBoolean()
                ? ByteBuffer.wrap(bytes)
                : ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return new Entries.Rejected(sequence, random.nextInt(inputs.size()), "publisher " + random.nextInt(4),
                "part " + random.nextInt(5), random.nextLong() >>> 1, word(), kept.asReadOnlyBuffer());
    }

    private Entries.Rows rows(long sequence) {
        int input = random.nextInt(inputs.size());
        Schema schema = inputs.get(input).schema();
        Block block = block(schema);
        BlockWriter writer = new BlockWriter(schema);
        writer.begin(block);
        int rows = random.nextInt(BLOCK_ROWS + 1);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < schema.size(); column++) {
                set(writer, column, schema.field(column));
            }
            writer.endRow();
        }
        int from = rows == 0 ? 0 : random.nextInt(rows);
        Positions positions = new Positions();
        for (int i = random.nextInt(4); i > 0; i--) {
            positions.put("part " + random.nextInt(5),
                    random.nextInt(4) == 0 ? Positions.FORGOTTEN : random.nextLong() >> random.nextInt(64));
        }
        long firstRow = rowsWritten[input];
        rowsWritten[input] += rows - from;
        return new Entries.Rows(sequence, input, "publisher " + random.nextInt(4), firstRow, positions,
                new Chunk(schema).view(block, from, rows));
    }

    private Block block(Schema schema) {
        long bytes = Block.bytes(schema, BLOCK_ROWS, TEXT_BYTES);
        if (slabUsed + bytes > SLAB_BYTES) {
            slabs.add(Buffer.allocate(budget, "rows", SLAB_BYTES));
            slabUsed = 0;
        }
        Block block = Block.within(slabs.getLast(), slabUsed, schema, BLOCK_ROWS, TEXT_BYTES);
        slabUsed += bytes;
        return block;
    }

    private void set(BlockWriter writer, int column, Field field) {
        if (field.nullable() && random.nextInt(4) == 0) {
            writer.setNull(column);
            return;
        }
        long value = random.nextLong() >> random.nextInt(64);
        switch (field.type().kind()) {
            case BOOL -> writer.setBoolean(column, value < 0);
            case INT8 -> writer.setInt(column, (byte) value);
            case INT16 -> writer.setInt(column, (short) value);
            case INT32, DATE -> writer.setInt(column, (int) value);
            case INT64, TIMESTAMP, TIMESTAMP_NTZ -> writer.setLong(column, value);
            case FLOAT32 -> writer.setFloat(column, random.nextFloat());
            case FLOAT64 -> writer.setDouble(column, random.nextGaussian());
            case DECIMAL -> writer.setDecimal(column, decimal(field.type(), value));
            case TIME -> writer.setLong(column, Math.floorMod(value, 86_400_000_000L));
            case UTF8 -> writer.setText(column, word());
            case BINARY -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                writer.setBytes(column, bytes, 0, bytes.length);
            }
            case LIST -> writer.setList(column, list());
            case OBJECT -> throw new AssertionError("not in a journal");
        }
    }

    /// A number of some digits, which are more than a long holds in some of the decimals that may be so wide.
    private BigDecimal decimal(Type type, long value) {
        BigInteger unscaled = type.isWide()
                ? BigInteger.valueOf(value).multiply(BigInteger.valueOf(random.nextInt() >> random.nextInt(32)))
                : BigInteger.valueOf(value % 100_000);
        return new BigDecimal(unscaled, type.scale());
    }

    /// Some int32s, without nulls.
    private byte[] list() {
        int size = random.nextInt(5);
        ByteBuffer packed = ByteBuffer.allocate(4 + PackedList.bitBytes(size) + 4 * size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(size);
        if (size > 0) {
            packed.put((byte) ((1 << size) - 1));
        }
        for (int i = 0; i < size; i++) {
            packed.putInt(random.nextInt(1_000));
        }
        return packed.array();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /// A number from 0 to `below` - 1, for what is decided beside the entries.
    public int choose(int below) {
        return random.nextInt(below);
    }

    @Override
    public void close() {
        slabs.forEach(Buffer::close);
    }
}
