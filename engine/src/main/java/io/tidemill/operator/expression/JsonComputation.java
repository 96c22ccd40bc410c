// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.format.json.JsonFinder;
import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;

/// What lies at a path in texts of JSON.
record JsonComputation(JsonFinder finder) implements RowComputation {

    @Override
    public boolean compute(Column operand, int row, ColumnWriter result) {
        if (finder.find(operand.textAddress(row), operand.textBytes(row))) {
            result.setBytes(row, finder.address(), finder.bytes());
        }
        return true;
    }
}
