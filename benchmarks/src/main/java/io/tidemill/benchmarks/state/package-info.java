// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the room `state`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.state;

import org.jspecify.annotations.NullMarked;
