// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the room `memory.table`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.table;

import org.jspecify.annotations.NullMarked;
