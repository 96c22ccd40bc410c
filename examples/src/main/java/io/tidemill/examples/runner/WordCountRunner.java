// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.BiConsumer;

import io.tidemill.DStream;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.cli.terminal.Command;
import io.tidemill.cli.terminal.Program;
import io.tidemill.cli.terminal.StopRequest;
import io.tidemill.cli.terminal.Terminal;
import io.tidemill.cli.terminal.WrongArguments;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/// The command around a word count: reads the options, hands lines to the pipeline, and runs it.
@CommandLine.Command(name = "tidemill wordcount", sortOptions = false, usageHelpAutoWidth = true, description = "Counts words over a sliding window and prints the most frequent ones at every slide, in the format of Spark Streaming. Ctrl-C stops it in order.", footer = {
        "",
        "Times are written 100ms, 2s, 10m. Exit codes: 0 done, Ctrl-C or a closed stdout, 1 failure, 2 wrong arguments."})
public final class WordCountRunner implements Program {
    private final BiConsumer<DStream<String>, WordCountJob> pipeline;

    @Mixin
    private final WordCountOptions options = new WordCountOptions();

    private WordCountRunner(BiConsumer<DStream<String>, WordCountJob> pipeline) {
        this.pipeline = pipeline;
    }

    /// One that is only asked for its options.
    static WordCountRunner forOptions() {
        return new WordCountRunner((_, _) -> {});
    }

    /// Runs a pipeline as the process's own.
    ///
    /// @param pipeline says what to do with the lines
    public static void main(BiConsumer<DStream<String>, WordCountJob> pipeline, String... arguments) {
        Command.main(new WordCountRunner(pipeline), arguments);
    }

    /// Runs a pipeline and answers its exit code.
    public static int run(BiConsumer<DStream<String>, WordCountJob> pipeline, OutputStream out, PrintStream err,
            String... arguments) {
        return Command.run(new WordCountRunner(pipeline), out, err, new StopRequest(), arguments);
    }

    @Override
    public int run(Terminal terminal, StopRequest stop) throws InterruptedException {
        options.contradiction().ifPresent(wrong -> {
            throw new WrongArguments(wrong);
        });
        WordCountJob job = options.job(terminal.results());
        try (Book book = Book.open(); DataPlace data = options.data(); StreamingContext ssc = options.context(data)) {
            pipeline.accept(ssc.source(options.source(book.path()), String.class), job);
            new StreamRun(ssc, options.isInline(), terminal, stop).run(options.endsWithInput());
        } catch (PlanException wrong) { // the pipeline is in order: it is what was chosen that cannot be
            throw new WrongArguments(String.valueOf(wrong.getMessage()));
        }
        job.totals().ifPresent(file -> terminal.say(file.summary()));
        return Command.DONE;
    }
}
