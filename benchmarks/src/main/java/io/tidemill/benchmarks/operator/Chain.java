// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.tidemill.memory.Chunk;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;

/// Operators one after another, each of which lends its chunks to the next; whatever takes those of the last is never full.
final class Chain implements AutoCloseable {
    private final List<Operator> operators;
    private final List<Output> outputs = new ArrayList<>();

    /// @param context makes what an operator is opened with
    Chain(Function<Operator, OperatorContext> context, Output last, List<Operator> operators) {
        this.operators = List.copyOf(operators);
        for (int i = 1; i < operators.size(); i++) {
            int next = i;
            outputs.add(chunk -> process(next, chunk));
        }
        outputs.add(last);
        operators.forEach(operator -> operator.open(context.apply(operator)));
    }

    /// Runs a batch of one chunk.
    void batch(Chunk chunk) {
        process(0, chunk);
        for (int i = 0; i < operators.size(); i++) {
            Progress progress = Progress.MORE;
            while (progress != Progress.DONE) {
                progress = operators.get(i).endOfBatch(0, 0, outputs.get(i));
            }
        }
    }

    private void process(int index, Chunk chunk) {
        Progress progress = Progress.MORE;
        while (progress != Progress.DONE) {
            progress = operators.get(index).process(chunk, outputs.get(index));
        }
    }

    @Override
    public void close() {
        operators.forEach(Operator::close);
    }
}
