// SPDX-License-Identifier: Apache-2.0
/// Groups by an int64 key: what a row costs by how many keys there are, what a key costs in memory, how long the longest chunk takes while
/// tables grow, and what it costs to bring the groups of two lanes together.
///
/// The engine runs on the caller's thread ([io.tidemill.testkit.StreamDriver]), so that each of its steps is timed by itself, and a batch
/// ends when the suite says so.
@NullMarked
package io.tidemill.benchmarks.groups;

import org.jspecify.annotations.NullMarked;
