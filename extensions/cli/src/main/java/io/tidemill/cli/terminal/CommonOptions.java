// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.util.Objects;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// What every command understands, beside `--help` and `--version`.
@CommandLine.Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
final class CommonOptions {
    private static final String NAME = "common";

    @Option(names = "--no-progress", description = "no progress line; there is none anyway unless stderr is a terminal")
    private boolean noProgress;

    @Option(names = "--debug", description = "show where in the code a failure came from")
    private boolean debug;

    static void addTo(CommandLine program) {
        program.addMixin(NAME, new CommonOptions());
    }

    /// Those that were added to a program.
    static CommonOptions of(CommandSpec program) {
        return (CommonOptions) Objects.requireNonNull(program.mixins().get(NAME)).userObject();
    }

    boolean noProgress() {
        return noProgress;
    }

    boolean debug() {
        return debug;
    }
}
