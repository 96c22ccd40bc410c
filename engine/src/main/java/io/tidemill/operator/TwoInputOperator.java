// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import io.tidemill.memory.Chunk;

/// An operator with two inputs: [#process] is handed the chunks of the first, [#processSecond] those of the second, in the order of the
/// journal.
///
/// What the contract says of `process` holds for both.
public interface TwoInputOperator extends Operator {

    Progress processSecond(Chunk input, Output output);
}
