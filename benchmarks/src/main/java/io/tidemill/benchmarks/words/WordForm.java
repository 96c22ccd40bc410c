// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.words;

import java.util.Arrays;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.regex.Pattern;

import io.tidemill.Combiners;
import io.tidemill.DStream;
import io.tidemill.Pair;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.words;

/// A way to count words through the public API.
enum WordForm {
    /// Rows are never touched one by one; the counts come once, at the end.
    COLUMNS("columns") {
        @Override
        void describe(DStream<String> lines, ObjLongConsumer<String> counts) {
            countColumns(lines, counts);
        }
    },
    /// Lambdas that name the class of their results; counts by batch.
    TYPED_LAMBDAS("typed lambdas") {
        @Override
        void describe(DStream<String> lines, ObjLongConsumer<String> counts) {
            lines.flatMap(String.class, line -> List.of(line.split(" ")))
                    .mapToPair(String.class, Long.class, word -> Pair.of(word, 1L))
                    .reduceByKey(Combiners.sum())
                    .foreach(pair -> counts.accept(pair.key(), pair.value()));
        }
    },
    /// As in Spark; counts by batch.
    UNTYPED_LAMBDAS("untyped lambdas") {
        @Override
        void describe(DStream<String> lines, ObjLongConsumer<String> counts) {
            lines.flatMap(line -> List.of(line.split(" ")))
                    .mapToPair(word -> Pair.of(word, 1L))
                    .reduceByKey(Long::sum)
                    .foreach(pair -> counts.accept(pair.key(), pair.value()));
        }
    };

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\x09-\\x0d ]+");

    private final String title;

    WordForm(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// Describes the counting; the counts of a word add up over all calls.
    abstract void describe(DStream<String> lines, ObjLongConsumer<String> counts);

    /// How a line is cut into words, in plain Java.
    Iterable<String> cut(String line) {
        return this == COLUMNS ? byWhiteSpace(line) : List.of(line.split(" "));
    }

    static Iterable<String> byWhiteSpace(String line) {
        return Arrays.stream(WHITE_SPACE.split(line)).filter(word -> !word.isEmpty()).toList();
    }

    static void countColumns(DStream<?> lines, ObjLongConsumer<String> counts) {
        lines.select(explode(words(col("value"))).as("word"))
                .groupBy("word")
                .global()
                .agg(count().as("count"))
                .foreachRow(row -> counts.accept(row.stringAt(0), row.longAt(1)));
    }
}
