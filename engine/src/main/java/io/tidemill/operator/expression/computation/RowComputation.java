// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;

/// Computes one row after the other; keeps what it needs between them.
public interface RowComputation {

    /// Writes what becomes of a value, or nothing where that is null. False if it fails.
    boolean compute(Column operand, int row, ColumnWriter result);
}
