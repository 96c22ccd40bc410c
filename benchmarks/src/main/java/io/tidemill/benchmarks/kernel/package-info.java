// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the room `kernel`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
