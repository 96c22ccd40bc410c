// SPDX-License-Identifier: Apache-2.0
/// JMH benchmarks of the room `format`; each compares its answer first.
@NullMarked
package io.tidemill.benchmarks.format;

import org.jspecify.annotations.NullMarked;
