// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.metrics.Counter;
import io.tidemill.operator.Operator;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.operator.TwoInputOperator;

/// Drives chunks and batch ends through a graph of operators, depth first, on one thread.
///
/// What an operator passes on goes all the way down before the operator is called again, so every operator needs memory for one
/// chunk only, and a chunk may be borrowed all the way. Where something downstream is full the walk stops and is taken up at the
/// same place by the next [#advance]: the stack is kept, nobody waits.
final class Pipeline implements Output {
    private static final int INPUT = -1;

    private final Operator[] operators;
    private final int[][] targets;
    private final DeadLetterOutput letters;
    private final Counter[] rowsIn;
    private final Counter[] rowsOut;
    private final int[] node;
    private final @Nullable Chunk[] input;
    private final @Nullable Chunk[] passed;
    private final int[] nextTarget;
    private final boolean[] unfinished;
    private final boolean[] isSecond; // whether the input is the operator's second
    private final boolean[] endsBatch;
    private int depth = -1;
    private int[] inputTargets = {};
    private long batchTimeMicros;
    private long watermarkMicros;
    private @Nullable Chunk justPassed;

    /// @param targets for each operator the operators that it feeds, all of higher number; or [their second inputs][#secondInputOf]
    /// @param letters the dead letters of the operators
    Pipeline(Operator[] operators, int[][] targets, DeadLetterOutput letters) {
        int deepest = operators.length + 1;
        this.operators = operators;
        this.targets = targets;
        this.letters = letters;
        this.rowsIn = Stream.generate(Counter::new).limit(operators.length).toArray(Counter[]::new);
        this.rowsOut = Stream.generate(Counter::new).limit(operators.length).toArray(Counter[]::new);
        this.node = new int[deepest];
        this.input = new Chunk[deepest];
        this.passed = new Chunk[deepest];
        this.nextTarget = new int[deepest];
        this.unfinished = new boolean[deepest];
        this.isSecond = new boolean[deepest];
        this.endsBatch = new boolean[deepest];
    }

    /// Names the second input of an operator as a target.
    static int secondInputOf(int operator) {
        return ~operator;
    }

    /// Whether everything that was begun is dealt with.
    boolean isIdle() {
        return depth < 0;
    }

    /// Begins to drive a chunk into some operators.
    void begin(Chunk chunk, int[] into) {
        depth = 0;
        node[0] = INPUT;
        inputTargets = into;
        passed[0] = chunk;
        nextTarget[0] = 0;
        unfinished[0] = false;
    }

    /// Begins to tell an operator of the end of a batch.
    void beginEndOfBatch(int operator, long timeMicros, long watermark) {
        batchTimeMicros = timeMicros;
        watermarkMicros = watermark;
        depth = 0;
        node[0] = operator;
        passed[0] = null;
        endsBatch[0] = true;
    }

    /// Goes on until everything is dealt with, dead letters too; false if something downstream is full.
    boolean advance() {
        while (depth >= 0) {
            Chunk chunk = passed[depth];
            if (chunk == null) {
                if (!call(depth)) {
                    return false;
                }
            } else {
                handDown(depth, chunk);
            }
        }
        return letters.flush();
    }

    /// The operator that was called last, for messages.
    int current() {
        return depth < 0 ? INPUT : node[depth];
    }

    private boolean call(int frame) {
        if (!letters.makeRoom()) {
            return false;
        }
        Operator operator = operators[node[frame]];
        justPassed = null;
        Chunk chunk = input[frame];
        Progress progress = endsBatch[frame] || chunk == null
                ? operator.endOfBatch(batchTimeMicros, watermarkMicros, this)
                : isSecond[frame]
                        ? ((TwoInputOperator) operator).processSecond(chunk, this)
                        : operator.process(chunk, this);
        if (progress == Progress.BLOCKED) {
            return false;
        }
        Chunk result = justPassed;
        count(node[frame], progress == Progress.DONE ? chunk : null, result);
        unfinished[frame] = progress == Progress.MORE;
        if (result != null) {
            passed[frame] = result;
            nextTarget[frame] = 0;
        } else if (progress == Progress.DONE) {
            pop();
        }
        return true;
    }

    private void count(int operator, @Nullable Chunk taken, @Nullable Chunk given) {
        if (taken != null) {
            rowsIn[operator].add(taken.selectedRows());
        }
        if (given != null) {
            rowsOut[operator].add(given.selectedRows());
        }
    }

    /// Rows that an operator has dealt with. Any thread.
    long rowsIn(int operator) {
        return rowsIn[operator].value();
    }

    /// Rows that an operator has passed on. Any thread.
    long rowsOut(int operator) {
        return rowsOut[operator].value();
    }

    private void handDown(int frame, Chunk chunk) {
        int[] down = node[frame] == INPUT ? inputTargets : targets[node[frame]];
        if (nextTarget[frame] < down.length) {
            int target = down[nextTarget[frame]++];
            depth++;
            isSecond[depth] = target < 0;
            node[depth] = target < 0 ? ~target : target;
            input[depth] = chunk;
            passed[depth] = null;
            endsBatch[depth] = false;
        } else {
            passed[frame] = null;
            if (!unfinished[frame]) {
                pop();
            }
        }
    }

    private void pop() {
        input[depth] = null;
        passed[depth] = null;
        endsBatch[depth] = false;
        depth--;
    }

    @Override
    public void pass(Chunk chunk) {
        if (justPassed != null) {
            throw new IllegalStateException("an operator passed on two chunks in one call");
        }
        if (chunk.selectedRows() > 0) {
            justPassed = chunk;
        }
    }
}
