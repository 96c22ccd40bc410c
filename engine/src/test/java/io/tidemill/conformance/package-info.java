// SPDX-License-Identifier: Apache-2.0
/// What Spark Streaming does, held against what Tidemill does: tests are named after the ids of the list of semantics.
///
/// Each runs a whole context, in every layout, by a clock that the test moves.
@NullMarked
package io.tidemill.conformance;

import org.jspecify.annotations.NullMarked;
