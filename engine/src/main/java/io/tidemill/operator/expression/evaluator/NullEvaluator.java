// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// Null in every row.
public final class NullEvaluator implements Evaluator {
    private final Column column;

    public NullEvaluator(Type type, Scratch scratch) {
        long zeros = scratch.bits();
        column = new Column(type);
        switch (type.layout()) {
            case BITS -> column.setBits(zeros, 0);
            case BYTES -> {
                long empty = scratch.values(Type.INT32);
                column.setText(zeros, empty, empty);
            }
            case FIXED -> column.setFixed(scratch.values(type));
            case HEAP -> throw new IllegalArgumentException("no expression is " + type);
        }
        column.setValidity(zeros, 0);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        return column;
    }
}
