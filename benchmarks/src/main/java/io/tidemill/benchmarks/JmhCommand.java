// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Hands its arguments to JMH, which runs the benchmarks of single rooms.
@Command(name = "jmh", description = "benchmarks of single rooms: -l lists them, -h explains JMH's options")
final class JmhCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JMH_ARGUMENT", arity = "0..*", description = "a pattern of names, options of JMH's")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
