// SPDX-License-Identifier: Apache-2.0
/// One question, one file, one main.
///
/// [io.tidemill.examples.WordCount] asks what words come most often in the last ten seconds, [io.tidemill.examples.EmbeddedVwap]
/// what a service's own trades are worth, by the second. Each file holds a pipeline and nothing else: options, start, stop and
/// what is printed around it live in [io.tidemill.examples.runner].
///
/// May import: the API and the runner.
@NullMarked
package io.tidemill.examples;

import org.jspecify.annotations.NullMarked;
