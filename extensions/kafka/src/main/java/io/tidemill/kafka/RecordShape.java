// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.nio.ByteBuffer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.tidemill.connector.SourceContext;
import io.tidemill.memory.Schema;

/// What rows a source makes of records.
sealed interface RecordShape permits TextShape, RowShape {

    Schema schema();

    /// What makes rows of records in one run.
    RecordWriter writer(SourceContext context);

    /// Makes a record the next row of its partition, or a reject.
    @FunctionalInterface
    interface RecordWriter {
        /// Answers whether it became a row.
        boolean write(ReadPartition partition, ConsumerRecord<ByteBuffer, ByteBuffer> record);
    }
}
