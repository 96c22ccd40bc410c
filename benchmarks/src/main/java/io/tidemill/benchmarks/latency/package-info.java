// SPDX-License-Identifier: Apache-2.0
/// How long a row takes from a publisher to a callback.
///
/// Rows are sent at fixed times, whatever happens to those before ([io.tidemill.benchmarks.latency.OpenLoop]), and each is
/// timed from the moment at which it should have been sent. Beside every figure stands the jitter floor
/// ([io.tidemill.benchmarks.latency.Floor]): the same sender, and a reader that looks at nothing but the row count.
@NullMarked
package io.tidemill.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
