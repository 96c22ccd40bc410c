// SPDX-License-Identifier: Apache-2.0
/// What an engine is doing, in numbers that any thread may read without a lock.
///
/// A [io.tidemill.metrics.Counter] has one writer; readers see a value that is whole and at most a moment old. May import: the
/// JDK.
@NullMarked
package io.tidemill.metrics;

import org.jspecify.annotations.NullMarked;
