// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the room `ring`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.ring;

import org.jspecify.annotations.NullMarked;
