// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import io.tidemill.memory.Chunk;

/// Where an operator's chunks go.
@FunctionalInterface
public interface Output {

    /// Lends a chunk to whatever comes next, until the next call of the operator that passes it. At most once a call.
    void pass(Chunk chunk);
}
