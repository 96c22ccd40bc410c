// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import io.tidemill.state.accumulation.Accumulators;

/// What becomes of the rows at hand in one column of accumulators.
interface FoldStep {
    void add(int rows, Accumulators accumulators);
}
