// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.startup;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.Rounds;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Milliseconds from the start of a JVM to the first result of a word count, with the flags of this JVM and without any.
@Command(name = "startup", description = "start of a JVM to the first result, with and without flags")
public final class StartupSuite implements Callable<Integer> {
    private static final String WITH_FLAGS = "JVM start to first result, engine.args";
    private static final String WITHOUT_FLAGS = "JVM start to first result, no flags";

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws Exception {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
        try (SuiteRun run = options.begin()) {
            Rounds rounds = new Rounds().add(WITH_FLAGS, () -> milliseconds(flags))
                    .add(WITHOUT_FLAGS, () -> milliseconds(List.of()));
            rounds.run(run, 1, options.either(3, 11));
            for (String name : rounds.names()) {
                run.add(Measurement.of(name, rounds.median(name), "ms"));
            }
            run.report();
        }
        return 0;
    }

    /// Without a logging backend, which takes longer to start than the engine.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("slf4j-simple"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static double milliseconds(List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), FirstResult.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String answer = output.readLine();
            long nanos = System.nanoTime() - start;
            Answer.require("the first result", FirstResult.ANSWER, answer);
            Answer.require("the exit code", 0, process.waitFor());
            return nanos / 1e6;
        }
    }
}
