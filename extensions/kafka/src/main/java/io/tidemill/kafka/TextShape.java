// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.nio.ByteBuffer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.tidemill.RowWriter;
import io.tidemill.connector.SourceContext;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// A record's value as text. A record without a value is a reject: a text is never null.
record TextShape() implements RecordShape {
    private static final Schema SCHEMA = Schema.of(Field.of("value", Type.UTF8));

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public RecordWriter writer(SourceContext context) {
        RecordText text = new RecordText(context);
        return (partition, record) -> write(context, text, partition, record);
    }

    private static boolean write(SourceContext context, RecordText text, ReadPartition partition,
            ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        @Nullable
        ByteBuffer value = record.value();
        if (value == null) {
            text.rejectEmpty(partition, record.offset(), "no value: a tombstone");
            return false;
        }
        if (!text.accepts(value, "the value", partition, record.offset())) {
            return false;
        }
        RowWriter row = context.begin(partition.part(), record.offset() + 1);
        RecordText.set(row, 0, value);
        row.commit();
        return true;
    }
}
