// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.startup;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.words;

/// Counts the words of one line and prints the first count: what a fresh JVM is asked to do.
final class FirstResult {
    static final String ANSWER = "tide 2";

    private FirstResult() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (StreamingContext context = StreamingContext.builder("startup").batching(Batching.natural()).build()) {
            Input<String> lines = context.input("lines", String.class);
            lines.stream()
                    .select(explode(words(col("value"))).as("word"))
                    .groupBy("word")
                    .agg(count().as("count"))
                    .foreachRow(row -> System.out.println(row.stringAt(0) + " " + row.longAt(1)));
            context.start();
            Publisher<String> publisher = lines.openPublisher("main");
            publisher.append("tide tide");
            context.stop(true);
        }
    }
}
