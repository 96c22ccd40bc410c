// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the room `memory`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
