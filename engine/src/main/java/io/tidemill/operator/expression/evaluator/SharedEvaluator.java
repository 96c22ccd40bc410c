// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// A part of several expressions: evaluated by the first that asks for it in a turn, and overwritten by none.
public final class SharedEvaluator implements Evaluator {
    private final Evaluator input;
    private final Turn turn;
    private Column result;
    private long evaluatedIn = Turn.NONE;

    /// Counts the evaluations of a program.
    public static final class Turn {
        static final long NONE = 0;

        private long number = NONE;

        public void next() {
            number++;
        }
    }

    public SharedEvaluator(Evaluator input, Type type, Turn turn) {
        this.input = input;
        this.turn = turn;
        this.result = new Column(type);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        if (evaluatedIn != turn.number) {
            result = input.evaluate(chunk, wanted);
            evaluatedIn = turn.number;
        }
        return result;
    }
}
