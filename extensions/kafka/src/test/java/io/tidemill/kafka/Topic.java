// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A topic of a test's own, and what writes into it. What it does has been done when a call returns.
public final class Topic implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String servers;
    private final String name;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    /// A name that no other topic of this broker has.
    public static String unusedName(String stem) {
        return stem + "-" + MADE.incrementAndGet();
    }

    public static Topic make(KafkaBroker broker, int partitions) {
        Topic topic = new Topic(broker.servers(), unusedName("topic"), Map.of());
        topic.create(partitions);
        return topic;
    }

    /// @param settings of the producer, beside where it writes and what
    public Topic(String servers, String name, Map<String, Object> settings) {
        this.servers = servers;
        this.name = name;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", servers);
        all.put("key.serializer", ByteArraySerializer.class.getName());
        all.put("value.serializer", ByteArraySerializer.class.getName());
        all.put("linger.ms", 1);
        // of several on their way, all but the first can be refused for ever if the first comes before a new partition's leader is ready
        all.put("max.in.flight.requests.per.connection", 1);
        this.producer = new KafkaProducer<>(all);
    }

    public void create(int partitions) {
        done(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
        awaitLeaders(partitions);
    }

    /// A partition that was made just now is known, and has a leader, only when the broker has come round to it.
    private void awaitLeaders(int partitions) {
        Map<TopicPartition, OffsetSpec> all = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(this::partition, _ -> OffsetSpec.latest()));
        SourceRun.await("leaders of " + name, () -> {
            try {
                return admin.listOffsets(all).all().get().size() == partitions;
            } catch (ExecutionException _) {
                return false;
            }
        });
    }

    public String name() {
        return name;
    }

    public TopicPartition partition(int number) {
        return new TopicPartition(name, number);
    }

    public Admin admin() {
        return admin;
    }

    public KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    /// Texts without keys, each into partition 0.
    public void write(String... texts) {
        writeTo(0, texts);
    }

    public void writeTo(int partition, String... texts) {
        write(Stream.of(texts)
                .map(text -> new ProducerRecord<byte[], byte[]>(name, partition, null, text.getBytes(UTF_8))));
    }

    /// `stem 0`, `stem 1` and so on, spread over partitions one by one.
    public List<String> writeMany(String stem, int count, int partitions) {
        List<String> texts = IntStream.range(0, count).mapToObj(i -> stem + " " + i).toList();
        write(IntStream.range(0, count)
                .mapToObj(i -> new ProducerRecord<>(name, i % partitions, null, texts.get(i).getBytes(UTF_8))));
        return texts;
    }

    /// A record in partition 0.
    public void write(byte @Nullable [] key, byte @Nullable [] value) {
        write(new ProducerRecord<>(name, 0, key, value));
    }

    public void write(ProducerRecord<byte[], byte[]> record) {
        write(Stream.of(record));
    }

    private void write(Stream<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        records.forEach(record -> answers.add(producer.send(record)));
        producer.flush();
        answers.forEach(Topic::done);
    }

    public void addPartitions(int all) {
        done(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(all))).all());
        awaitLeaders(all);
    }

    /// Deletes the records before an offset, as retention does.
    public void deleteBefore(int partition, long offset) {
        done(admin.deleteRecords(Map.of(partition(partition), RecordsToDelete.beforeOffset(offset))).all());
    }

    public void delete() {
        done(admin.deleteTopics(List.of(name)).all());
    }

    /// A source of the topic, to be completed.
    public KafkaSourceBuilder source() {
        return KafkaSource.from(servers).subscribe(name);
    }

    private static void done(KafkaFuture<?> answer) {
        done(answer.toCompletionStage().toCompletableFuture());
    }

    private static void done(Future<?> answer) {
        try {
            answer.get();
        } catch (Exception failure) {
            throw new IllegalStateException("the broker did not do it", failure);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
