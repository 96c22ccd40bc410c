// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/// What every command understands, beside `--help` and `--version`.
@CommandLine.Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
final class CommonOptions {
    @Option(names = "--no-progress", description = "no progress line; there is none anyway unless stderr is a terminal")
    private boolean noProgress;

    @Option(names = "--debug", description = "show where in the code a failure came from")
    private boolean debug;

    boolean noProgress() {
        return noProgress;
    }

    boolean debug() {
        return debug;
    }
}
