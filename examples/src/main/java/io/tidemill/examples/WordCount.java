// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import io.tidemill.DStream;
import io.tidemill.GroupedStream;
import io.tidemill.Redelivery;
import io.tidemill.examples.runner.WordCountJob;
import io.tidemill.examples.runner.WordCountRunner;
import io.tidemill.examples.runner.WordTotal;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.words;

/// Which words come most often? Spark's KafkaWordCount on columns: a window of some seconds, printed at every slide, and on
/// request the totals of the whole input.
public final class WordCount {

    private WordCount() {}

    static void main(String[] arguments) {
        WordCountRunner.main(WordCount::define, arguments);
    }

    static void define(DStream<String> lines, WordCountJob job) {
        GroupedStream byWord = lines.select(explode(words(col("value"))).as("word")).groupBy("word");

        byWord.window(job.window(), job.slide())
                .agg(count().as("count"))
                .as(WordTotal.class)
                .transform(window -> window.sorted(WordTotal.HIGHEST_FIRST))
                .print(job.top(), job.out());

        job.totals()
                .ifPresent(file -> byWord.global()
                        .agg(count().as("count"))
                        .as(WordTotal.class)
                        .foreachBatch(Redelivery.ALL, (totals, _) -> file.write(totals.collect())));
    }
}
