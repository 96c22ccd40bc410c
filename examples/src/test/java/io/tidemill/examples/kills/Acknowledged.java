// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Redelivery;
import io.tidemill.Row;
import io.tidemill.StreamingContext;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;

/// A program that pushes numbers which nobody could give it again, tells which of them are acknowledged, and counts them.
///
/// Arguments: data directory, first number, number behind the last, `ids` or `plain`, the file of the totals. It prints `replays N` when it has
/// started, and `acked N` when all numbers up to N are durable. When it gets to the end, it stops in order and writes how often it has counted each number.
final class Acknowledged {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    static final int GROUP = 50;

    private Acknowledged() {}

    static void main(String[] arguments) throws InterruptedException {
        long first = Long.parseLong(arguments[1]);
        long end = Long.parseLong(arguments[2]);
        boolean hasIds = arguments[3].equals("ids");
        try (StreamingContext ssc = StreamingContext.builder("acknowledged")
                .batching(Batching.every(Duration.ofMillis(10)))
                .checkpoint(Path.of(arguments[0]))
                .build()) {
            Input<Long> numbers = ssc.input("numbers", Long.class);
            numbers.stream()
                    .select(col("value").as("number"))
                    .groupBy("number")
                    .global()
                    .agg(count().as("times"))
                    .foreachBatch(Redelivery.ALL, (totals, _) -> write(Path.of(arguments[4]), totals.collect()));
            ssc.start();
            System.out.println("replays " + ssc.counters().rowsToReplay.value());
            System.out.flush();
            try (Publisher<Long> publisher = numbers.openPublisher("sender")) {
                push(publisher, first, end, hasIds);
            }
            ssc.stop(true);
        }
    }

    private static void push(Publisher<Long> publisher, long first, long end, boolean hasIds)
            throws InterruptedException {
        long row = -1;
        for (long number = first; number < end; number++) {
            row = hasIds ? publisher.append(number, number) : publisher.append(number);
            if (number % GROUP == GROUP - 1 || number == end - 1) {
                if (!publisher.awaitDurable(row, PATIENCE)) {
                    throw new IllegalStateException("no acknowledgement for " + PATIENCE);
                }
                System.out.println("acked " + number);
                System.out.flush();
            }
        }
    }

    private static void write(Path file, List<Row> totals) {
        TreeMap<Long, Long> byNumber = new TreeMap<>();
        totals.forEach(row -> byNumber.put(row.longAt(0), row.longAt(1)));
        StringBuilder text = new StringBuilder();
        byNumber.forEach((number, times) -> text.append(number).append(',').append(times).append('\n'));
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
