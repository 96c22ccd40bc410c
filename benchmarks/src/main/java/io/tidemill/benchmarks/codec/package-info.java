// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the room `codec`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
