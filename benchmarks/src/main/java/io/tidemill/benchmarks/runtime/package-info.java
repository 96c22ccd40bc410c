// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the room `runtime`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.runtime;

import org.jspecify.annotations.NullMarked;
