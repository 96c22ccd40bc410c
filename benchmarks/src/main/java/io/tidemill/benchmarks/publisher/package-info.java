// SPDX-License-Identifier: Apache-2.0
/// How many rows a second a publisher takes, and what it allocates.
///
/// [io.tidemill.benchmarks.publisher.PublisherSuite] measures a publisher alone, with an engine that consumes on the other core,
/// and two publishers at once; the rows are [io.tidemill.benchmarks.publisher.Reading]s.
@NullMarked
package io.tidemill.benchmarks.publisher;

import org.jspecify.annotations.NullMarked;
