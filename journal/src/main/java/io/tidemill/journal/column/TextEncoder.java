// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// Writes texts: how long they are, and their bytes, each in the way that is cheapest.
final class TextEncoder implements RowEncoder {
    private static final int SAMPLE_BYTES = 16 << 10;

    private final String field;
    private final int mostTextBytes;
    private final long scratch; // texts that did not lie together
    private final Texts texts;
    private final long[] codes;
    private final Dictionary dictionary = new Dictionary();
    private final Lz4 lz4 = new Lz4();
    private final Numbers range = new Numbers(); // of the lengths at hand
    private final Choice choice = new Choice();
    private final Schedule schedule = new Schedule();
    private int preferred = ColumnFormat.PACKED_LENGTHS;
    private boolean isForced;
    private int used;
    private int count;

    /// @param field for messages
    /// @param memory for it alone, `mostTextBytes` of it
    TextEncoder(String field, int mostRows, int mostTextBytes, long memory) {
        this.field = field;
        this.mostTextBytes = mostTextBytes;
        this.scratch = memory;
        this.texts = new Texts(mostRows);
        this.codes = new long[mostRows];
    }

    @Override
    public void force(int encoding) {
        preferred = encoding;
        isForced = true;
    }

    @Override
    public int used() {
        return used;
    }

    @Override
    public long encode(Column column, long validity, int rows, int present, long target) {
        texts.view(column, validity, rows, present);
        if (texts.bytes() > mostTextBytes) {
            throw new IllegalArgumentException("column `%s` has %,d bytes of text where %,d are the most"
                    .formatted(field, texts.bytes(), mostTextBytes));
        }
        count = present;
        used = ColumnFormat.PLAIN;
        if (count < LEAST_ROWS) {
            return plain(target);
        }
        range.look(texts.lengths(), count);
        if (!isForced && schedule.isDue()) {
            choose(target);
        }
        long end = tryPreferred(target);
        if (end == 0) {
            end = plain(target);
        } else {
            used = preferred;
        }
        schedule.took(end - target, count);
        return end;
    }

    /// Writes the texts as they were best when somebody looked; answers 0 if that takes more than plain ones.
    private long tryPreferred(long target) {
        long limit = 4L * count + texts.bytes();
        return switch (preferred) {
            case ColumnFormat.DICTIONARY -> inDictionary(target, limit);
            case ColumnFormat.COMPRESSED -> compressed(target, limit);
            case ColumnFormat.PACKED_LENGTHS -> lengthBytes() + texts.bytes() > limit
                    ? 0
                    : texts.copy(packedLengths(target));
            default -> 0;
        };
    }

    private long plain(long target) {
        for (int i = 0; i < count; i++) {
            Memory.putInt(target + 4L * i, (int) texts.lengths()[i]);
        }
        return texts.copy(target + 4L * count);
    }

    private long lengthBytes() {
        return Packing.bytes(count, range.min(), range.max());
    }

    private long packedLengths(long target) {
        return Packing.write(texts.lengths(), count, range.min(), range.max(), target);
    }

    private long compressed(long target, long limit) {
        long most = limit - lengthBytes();
        if (most < 0) {
            return 0;
        }
        long begin = packedLengths(target);
        int bytes = lz4.compress(texts.together(scratch), (int) texts.bytes(), begin, (int) most);
        return bytes < 0 ? 0 : begin + bytes;
    }

    private long inDictionary(long target, long limit) {
        if (!dictionary.build(texts.addresses(), texts.lengths(), count, codes)) {
            schedule.lookSoon();
            return 0;
        }
        return dictionary.bytes(count) > limit ? 0 : dictionary.write(codes, count, target);
    }

    private void choose(long target) {
        choice.begin();
        long bytes = lengthBytes() + texts.bytes();
        choice.consider(ColumnFormat.PACKED_LENGTHS, bytes, Cost.offsets(bytes, count));
        if (dictionary.build(texts.addresses(), texts.lengths(), count, codes)) {
            bytes = dictionary.bytes(count);
            choice.consider(ColumnFormat.DICTIONARY, bytes, Cost.dictionary(bytes, count));
        }
        int sampled = (int) Math.min(texts.bytes(), SAMPLE_BYTES);
        int compressed = lz4.compress(texts.together(scratch), sampled, target, sampled);
        if (compressed > 0) {
            long textBytes = texts.bytes() * compressed / sampled;
            choice.consider(ColumnFormat.COMPRESSED, lengthBytes() + textBytes,
                    Cost.offsets(lengthBytes(), count) + Cost.compressed(textBytes, texts.bytes()));
        }
        schedule.looked(choice.encoding() != preferred, (double) choice.bytes() / count);
        preferred = choice.encoding();
    }
}
