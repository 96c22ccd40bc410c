// SPDX-License-Identifier: Apache-2.0
/// The protocols between threads, each under jcstress: `./tidemill stress -t benchmarks.stress -m quick`.
///
/// `-m quick` takes two minutes, `-m tough` a night. Every test has two actors, so that two cores run it, and runs the engine's own
/// classes over real blocks off the heap, so nothing is a twin that could differ. An outcome that is not listed as acceptable
/// is a bug.
@NullMarked
package io.tidemill.benchmarks.stress;

import org.jspecify.annotations.NullMarked;
