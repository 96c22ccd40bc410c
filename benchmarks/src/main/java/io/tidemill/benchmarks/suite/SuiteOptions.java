// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of every suite.
public final class SuiteOptions {
    @Option(names = "--quick", description = "a short run, to see that it works: its figures are worth little")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures to a file, too")
    private @Nullable Path json;

    @Option(names = "--only", paramLabel = "TEXT", description = "only cases whose names contain this, and what they are compared with")
    private String only = "";

    @Option(names = "--no-progress", description = "no progress bar, not even on a terminal")
    private boolean withoutProgress;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /// Begins a run of the command that these options are mixed into.
    public SuiteRun begin() {
        CommandSpec spec = command;
        if (spec == null) {
            throw new IllegalStateException("the options are mixed into no command");
        }
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        Environment environment = Environment.now(arguments);
        return new SuiteRun(spec.name(), environment, Optional.ofNullable(json),
                new ProgressLine(spec.name(), !withoutProgress));
    }

    /// Whether a case of this name was asked for.
    public boolean wants(String name) {
        return name.contains(only);
    }

    public boolean quick() {
        return quick;
    }

    /// The one for a short run or the one for a full run.
    public int either(int ifQuick, int ifFull) {
        return quick ? ifQuick : ifFull;
    }
}
