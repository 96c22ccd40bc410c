// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.words;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.Rounds;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Megabytes of text a second whose words are counted, on one engine thread, beside the loop by hand on the same core.
///
/// Every run counts a whole text into a context of its own and compares all counts with those of a hash map. The lambdas count
/// a shorter text: a rate does not depend on its length.
@Command(name = "words", description = "word count of a gigabyte of text, against a loop by hand")
public final class WordsSuite implements Callable<Integer> {
    private static final int SOURCE_CORE = 0;
    private static final int ENGINE_CORE = 1;
    private static final String BOOK = "/moby-dick.txt";
    private static final String BY_HAND = "by hand";

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Option(names = "--path", paramLabel = "FILE", description = "a text in UTF-8 instead of the book")
    private @Nullable Path path;

    @Override
    public Integer call() throws Exception {
        byte[] book = book();
        try (SuiteRun run = options.begin();
                Text text = new Text(book, options.either(64, 1_024) * 1_000_000L);
                Text shortText = new Text(book, options.either(16, 128) * 1_000_000L)) {
            Rounds rounds = rounds(text, shortText);
            rounds.run(run, 2, options.either(2, 5));
            double byHand = rounds.median(BY_HAND);
            for (String name : rounds.names()) {
                double rate = rounds.median(name);
                run.add(Measurement.of(name, rate, "MB/s", rate / byHand));
            }
            run.report();
        }
        return 0;
    }

    private Rounds rounds(Text text, Text shortText) {
        Map<String, Long> expected = text.counts(WordForm.COLUMNS::cut);
        Map<String, Long> expectedOfLambdas = shortText.counts(WordForm.TYPED_LAMBDAS::cut);
        Map<String, Rounds.Contender> all = new LinkedHashMap<>();
        all.put(BY_HAND, () -> byHand(text, expected));
        all.put("columns, text lent", () -> checked(text, expected, WordRun.ofLentColumn(text, ENGINE_CORE)));
        all.put("columns, lines appended", () -> checked(text, expected, appended(text, WordForm.COLUMNS)));
        all.put("typed lambdas, lines appended",
                () -> checked(shortText, expectedOfLambdas, appended(shortText, WordForm.TYPED_LAMBDAS)));
        all.put("untyped lambdas, lines appended",
                () -> checked(shortText, expectedOfLambdas, appended(shortText, WordForm.UNTYPED_LAMBDAS)));
        Rounds rounds = new Rounds();
        all.forEach((name, contender) -> {
            if (name.equals(BY_HAND) || options.wants(name)) {
                rounds.add(name, contender);
            }
        });
        return rounds;
    }

    private static WordRun appended(Text text, WordForm form) throws InterruptedException {
        return WordRun.ofAppendedLines(text, form, SOURCE_CORE, ENGINE_CORE);
    }

    private static double byHand(Text text, Map<String, Long> expected) {
        try (Cores _ = Cores.pin(ENGINE_CORE); WordTable table = new WordTable()) {
            long start = System.nanoTime();
            HandWrittenWords.count(text.address(), text.bytes(), table);
            Map<String, Long> counts = table.counts();
            return checked(text, expected, new WordRun(System.nanoTime() - start, counts));
        }
    }

    private static double checked(Text text, Map<String, Long> expected, WordRun run) {
        Answer.require("the number of distinct words", expected.size(), run.counts().size());
        expected.forEach((word, count) -> Answer.require("the count of `" + word + "`", count,
                run.counts().getOrDefault(word, 0L)));
        return run.megabytesPerSecond(text);
    }

    private byte[] book() throws IOException {
        if (path != null) {
            return Files.readAllBytes(path);
        }
        try (InputStream resource = WordsSuite.class.getResourceAsStream(BOOK)) {
            if (resource == null) {
                throw new IOException("there is no resource " + BOOK + ": give a text by --path");
            }
            return resource.readAllBytes();
        }
    }
}
