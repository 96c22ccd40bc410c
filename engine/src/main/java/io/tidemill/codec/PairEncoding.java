// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.tidemill.Pair;
import io.tidemill.PlanException;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Pairs: the columns of the key, then those of the value.
///
/// A half that is one value has the column `key` or `value`; the columns of a half that has several are `key.symbol`,
/// `key.price` and so on. Keys are [Canonical].
public record PairEncoding<K, V>(Encoding<K> key, Encoding<V> value, Schema schema) implements Encoding<Pair<K, V>> {

    public PairEncoding(Encoding<K> key, Encoding<V> value) {
        this(key, value, columns(key, value));
    }

    private static Schema columns(Encoding<?> key, Encoding<?> value) {
        List<Field> fields = new ArrayList<>();
        prefix("key", key, fields);
        prefix("value", value, fields);
        if (fields.size() > BlockWriter.MAX_COLUMNS) {
            throw new PlanException("a pair of %s and %s has %d columns: %d is the most".formatted(key.typeName(),
                    value.typeName(), fields.size(),
                    BlockWriter.MAX_COLUMNS));
        }
        return new Schema(fields);
    }

    private static void prefix(String half, Encoding<?> encoding, List<Field> fields) {
        boolean single = encoding instanceof ScalarEncoding || encoding instanceof ObjectEncoding;
        for (Field field : encoding.schema().fields()) {
            fields.add(new Field(single ? half : half + "." + field.name(), field.type(), field.nullable()));
        }
    }

    /// How many of the columns are the key's.
    public int keyColumns() {
        return key.schema().size();
    }

    /// Throws unless keys are equal as Java objects where their columns are: an array is equal to itself alone.
    ///
    /// @param site where keys are compared by `equals`, for the message
    public void requireEqualKeys(String site) {
        boolean hasBytes = key.schema().fields().stream().anyMatch(field -> field.type().equals(Type.BINARY));
        if (hasBytes && !(key instanceof RowEncoding)) {
            throw new PlanException(
                    "the key %s has a byte[], which is equal to itself alone: group by columns or by a combiner, or make it text [%s]"
                            .formatted(key.typeName(), site));
        }
    }

    public PairCodec<K, V> pairCodec() {
        return codecAt(0);
    }

    @Override
    public PairCodec<K, V> codecAt(int firstColumn) {
        return new Codec<>(schema, key.codecAt(firstColumn), value.codecAt(firstColumn + keyColumns()),
                floatKeys(firstColumn));
    }

    /// The columns of the key that are floats.
    private List<Integer> floatKeys(int firstColumn) {
        return IntStream.range(0, keyColumns())
                .filter(column -> schema.field(column).type().isFloat())
                .mapToObj(column -> firstColumn + column)
                .toList();
    }

    @Override
    public String typeName() {
        return "Pair<" + key.typeName() + ", " + value.typeName() + ">";
    }

    /// Makes keys [Canonical] as it writes them, so that equal ones are one, however they are grouped.
    private record Codec<K, V>(Schema schema, RowCodec<K> key, RowCodec<V> value, List<Integer> floatKeys)
            implements
                PairCodec<K, V> {

        @Override
        public boolean write(Pair<K, V> pair, BlockWriter row) {
            if (!key.write(Canonical.of(pair.key()), row)) {
                return false;
            }
            for (int i = 0; i < floatKeys.size(); i++) {
                row.canonicalize(floatKeys.get(i));
            }
            return value.write(pair.value(), row);
        }

        @Override
        public Pair<K, V> read(Chunk chunk, int row) {
            return new Pair<>(key.read(chunk, row), value.read(chunk, row));
        }
    }
}
