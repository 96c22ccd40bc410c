// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import io.tidemill.RowWriter;
import io.tidemill.connector.SourceContext;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// A record as a whole, in the columns that Spark gives it; key and value are texts, and null where the record has none.
///
/// @param headers the names of those that get a column of their own, `headers.NAME`
record RowShape(List<String> headers) implements RecordShape {
    private static final int KEY = 0;
    private static final int VALUE = 1;
    private static final int TOPIC = 2;
    private static final int PARTITION = 3;
    private static final int OFFSET = 4;
    private static final int TIMESTAMP = 5;
    private static final int TIMESTAMP_TYPE = 6;
    private static final int HEADERS = 7;
    private static final List<Field> COLUMNS = List.of(Field.nullable("key", Type.UTF8),
            Field.nullable("value", Type.UTF8), Field.of("topic", Type.UTF8), Field.of("partition", Type.INT32),
            Field.of("offset", Type.INT64), Field.nullable("timestamp", Type.TIMESTAMP),
            Field.of("timestampType", Type.INT32));
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000;

    RowShape {
        headers = List.copyOf(headers);
        if (new HashSet<>(headers).size() < headers.size()) {
            throw new IllegalArgumentException("a header is named twice: " + headers);
        }
    }

    @Override
    public Schema schema() {
        List<Field> columns = new ArrayList<>(COLUMNS);
        headers.forEach(name -> columns.add(Field.nullable("headers." + name, Type.UTF8)));
        return new Schema(columns);
    }

    @Override
    public RecordWriter writer(SourceContext context) {
        return new Writer(headers, context, new RecordText(context));
    }

    private record Writer(List<String> headers, SourceContext context, RecordText text) implements RecordWriter {

        @Override
        public boolean write(ReadPartition partition, ConsumerRecord<ByteBuffer, ByteBuffer> record) {
            if (!accepts(partition, record)) {
                return false;
            }
            RowWriter row = context.begin(partition.part(), record.offset() + 1);
            RecordText.set(row, KEY, record.key());
            RecordText.set(row, VALUE, record.value());
            byte[] topic = partition.topicUtf8();
            row.setText(TOPIC, topic, 0, topic.length);
            row.set(PARTITION, partition.id().partition());
            row.set(OFFSET, record.offset());
            if (record.timestamp() == ConsumerRecord.NO_TIMESTAMP) {
                row.setNull(TIMESTAMP);
            } else {
                row.set(TIMESTAMP, record.timestamp() * 1_000);
            }
            row.set(TIMESTAMP_TYPE, record.timestampType().id);
            for (int i = 0; i < headers.size(); i++) {
                byte @Nullable [] header = header(record, headers.get(i));
                if (header == null) {
                    row.setNull(HEADERS + i);
                } else {
                    row.setText(HEADERS + i, header, 0, header.length);
                }
            }
            row.commit();
            return true;
        }

        private boolean accepts(ReadPartition partition, ConsumerRecord<ByteBuffer, ByteBuffer> record) {
            if (!accepts(record.key(), "the key", partition, record.offset())
                    || !accepts(record.value(), "the value", partition, record.offset())) {
                return false;
            }
            if (record.timestamp() > MOST_MILLIS || record.timestamp() < -MOST_MILLIS) {
                text.rejectEmpty(partition, record.offset(), "timestamp more than 292,000 years from 1970");
                return false;
            }
            for (int i = 0; i < headers.size(); i++) {
                String name = headers.get(i);
                byte @Nullable [] header = header(record, name);
                if (header != null
                        && !text.accepts(header, 0, header.length, "header " + name, partition, record.offset())) {
                    return false;
                }
            }
            return true;
        }

        private boolean accepts(@Nullable ByteBuffer bytes, String what, ReadPartition partition, long offset) {
            return bytes == null || text.accepts(bytes, what, partition, offset);
        }

        private static byte @Nullable [] header(ConsumerRecord<ByteBuffer, ByteBuffer> record, String name) {
            @Nullable
            Header last = record.headers().lastHeader(name);
            return last == null ? null : last.value();
        }
    }
}
