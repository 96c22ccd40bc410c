// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.List;

import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.memory.Schema;

/// Records of Kafka topics, each partition in order, with their offsets in the engine's own journal.
///
/// One reader reads all partitions: it assigns them itself, so it takes no part in a group. A restart goes on behind the last record
/// of each partition that the journal holds, whatever Kafka thinks of it. What is promised stands in `docs/sources.md`.
///
/// ```java
/// KafkaSource orders = KafkaSource.from("localhost:9092").subscribe("orders").build();
/// DStream<String> lines = ssc.source(orders, String.class);
///
/// KafkaSource rows = orders.asRows();
/// DStream<Row> records = ssc.source(rows, rows.schema());
/// ```
///
/// Immutable.
public final class KafkaSource implements Source {
    private final KafkaOptions options;
    private final RecordShape shape;

    KafkaSource(KafkaOptions options, RecordShape shape) {
        this.options = options;
        this.shape = shape;
    }

    /// A builder of a source that finds its cluster by some of the brokers in it.
    ///
    /// @param bootstrapServers host:port, several separated by commas
    public static KafkaSourceBuilder from(String bootstrapServers) {
        return new KafkaSourceBuilder(bootstrapServers);
    }

    /// The same source, whose rows are whole records: the columns of [RecordRow#schema], and behind them one nullable utf8 column
    /// `headers.NAME` for each header that is named: the last of that name, or null.
    public KafkaSource asRows(String... headers) {
        return new KafkaSource(options, new RowShape(List.of(headers)));
    }

    /// The columns of its rows: `value: utf8` for text.
    public Schema schema() {
        return shape.schema();
    }

    /// Says what is read, not from where: brokers may move.
    @Override
    public String name() {
        return options.name();
    }

    @Override
    public boolean bounded() {
        return options.isBounded();
    }

    /// When it tells Kafka how far output has come.
    @Override
    public boolean watchesOutput() {
        return options.group().isPresent();
    }

    /// Finds out what `latest` means before the context has started, as long as a broker answers in time.
    @Override
    public Run open(SourceContext context) {
        KafkaReader reader = new KafkaReader(options, shape, context);
        reader.open();
        return reader::run;
    }

    @Override
    public void run(SourceContext context) {
        new KafkaReader(options, shape, context).run();
    }

    @Override
    public String toString() {
        return options.toString();
    }
}
