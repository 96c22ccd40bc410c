// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.latency;

/// What takes rows, and is timed.
interface Contender {
    /// As it stands in tables.
    String title();

    /// Sends rows at a rate from the calling thread, and times all but those of the first half second.
    Latencies measure(int ratePerSecond, double seconds, int engineCore) throws InterruptedException;
}
