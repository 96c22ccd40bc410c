// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// Null in every row.
final class NullEvaluator implements Evaluator {
    private final Column column;

    NullEvaluator(Type type, Scratch scratch) {
        long zeros = scratch.bits();
        column = new Column(type);
        switch (type.kind()) {
            case BOOL -> column.setBits(zeros, 0);
            case UTF8 -> {
                long empty = scratch.values(Type.INT32);
                column.setText(zeros, empty, empty);
            }
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, TIMESTAMP, DATE -> column.setFixed(scratch.values(type));
            case LIST, OBJECT -> throw new IllegalArgumentException("no expression is " + type);
        }
        column.setValidity(zeros, 0);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        return column;
    }
}
