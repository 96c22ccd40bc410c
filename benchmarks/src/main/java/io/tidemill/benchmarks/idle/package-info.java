// SPDX-License-Identifier: Apache-2.0
/// What a context costs that has nothing to do, and how fast it wakes.
@NullMarked
package io.tidemill.benchmarks.idle;

import org.jspecify.annotations.NullMarked;
