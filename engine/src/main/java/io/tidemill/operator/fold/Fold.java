// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import io.tidemill.memory.Chunk;
import io.tidemill.state.ColumnSlice;

/// Adds the rows of chunks to the accumulators of a slice.
public interface Fold {

    void add(Chunk input, ColumnSlice slice);
}
