// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.startup;

import java.util.List;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Pair;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;

/// Counts the words of one line and prints the first count: what a fresh JVM is asked to do.
final class FirstResult {
    static final String ANSWER = "tide 2";

    private FirstResult() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (StreamingContext context = StreamingContext.builder("startup").batching(Batching.natural()).build()) {
            Input<String> lines = context.input("lines", String.class);
            lines.stream()
                    .flatMap(String.class, line -> List.of(line.split(" ")))
                    .mapToPair(String.class, Long.class, word -> Pair.of(word, 1L))
                    .reduceByKey(Long::sum)
                    .foreach(pair -> System.out.println(pair.key() + " " + pair.value()));
            context.start();
            Publisher<String> publisher = lines.openPublisher("main");
            publisher.append("tide tide");
            context.stop(true);
        }
    }
}
