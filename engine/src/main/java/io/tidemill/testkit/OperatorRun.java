// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;

/// One life of an operator in some lanes: opened, driven through a scenario, closed; every call is held against the contract.
///
/// All lanes run on the caller's thread: chunk after chunk in the next lane, and each step of a batch's end in all of them.
final class OperatorRun implements AutoCloseable {
    /// Calls after which an operator that still answers MORE is taken for one that never ends.
    private static final int MOST_CALLS = 1_000_000;

    private final OperatorCase operatorCase;
    private final MemoryBudget budget;
    private final List<Operator> lanes;
    private final List<EventClock> clocks;
    private final MemoryBudget inputBudget = MemoryBudget.limited("the test's input", 1L << 40);
    private final ChunkMaker chunks;
    private final SplittableRandom random;
    private final List<List<TestRow>> outputs = new ArrayList<>();
    private List<TestRow> output = new ArrayList<>();
    private @Nullable Chunk passed; // by the call that is going on
    private int calls;
    private long slot; // a chunk each, and a tick

    /// In one lane.
    OperatorRun(OperatorCase operatorCase, MemoryBudget budget, long seed) {
        this(operatorCase, budget, seed, 1);
    }

    OperatorRun(OperatorCase operatorCase, MemoryBudget budget, long seed, int lanes) {
        this.operatorCase = operatorCase;
        this.budget = budget;
        this.random = new SplittableRandom(seed);
        this.chunks = new ChunkMaker(inputBudget, operatorCase.input(), operatorCase.chunkRows(), operatorCase.rows(),
                random);
        this.lanes = Stream.<Operator>generate(() -> operatorCase.operator().get()).limit(lanes).toList();
        this.clocks = Stream.generate(EventClock::new).limit(lanes).toList();
    }

    void open(Forge forge) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            lanes.get(lane)
                    .open(OperatorHarness.context(operatorCase, budget, forge, new Lanes(lane, lanes),
                            clocks.get(lane), () -> slot));
        }
    }

    /// Runs batches, but no more than some calls; answers what came out of each batch.
    List<List<TestRow>> run(Scenario scenario, Cut cut, int mostCalls) {
        for (Scenario.Batch batch : scenario.batches()) {
            output = new ArrayList<>();
            outputs.add(output);
            int chunk = 0;
            for (Cut.Piece piece : cut.pieces(batch.rows(), operatorCase.chunkRows(), random)) {
                Chunk input = chunks.lay(piece.rows(), piece.selected());
                Operator operator = lanes.get(chunk++ % lanes.size());
                slot++;
                if (!drive(to -> operator.process(input, to), mostCalls)) {
                    return outputs;
                }
                chunks.poison();
            }
            slot++;
            if (!endBatch(batch, mostCalls)) {
                return outputs;
            }
        }
        return outputs;
    }

    private boolean endBatch(Scenario.Batch batch, int mostCalls) {
        clocks.forEach(clock -> clock.advance(batch.watermarkMicros(), Long.MAX_VALUE));
        for (Operator operator : lanes) {
            if (operator instanceof ExchangeOperator exchange) {
                exchange.freeze(batch.timeMicros(), batch.watermarkMicros());
            }
        }
        for (Operator operator : lanes) {
            if (!drive(to -> operator.endOfBatch(batch.timeMicros(), batch.watermarkMicros(), to), mostCalls)) {
                return false;
            }
        }
        return true;
    }

    /// Calls until DONE; false if there were enough calls before.
    private boolean drive(Function<Output, Progress> call, int mostCalls) {
        Progress progress = Progress.MORE;
        while (progress != Progress.DONE) {
            if (calls++ >= mostCalls) {
                return false;
            }
            if (calls > MOST_CALLS) {
                throw new AssertionError("answers " + progress + " for ever");
            }
            progress = call(call);
        }
        return true;
    }

    private Progress call(Function<Output, Progress> call) {
        List<TestRow> rows = new ArrayList<>();
        passed = null;
        Progress progress = call.apply(chunk -> {
            check(passed == null, "passed two chunks in one call");
            passed = chunk;
            rows.addAll(RowsOfChunk.read(chunk));
            check(chunk, rows);
        });
        Chunk lent = passed;
        if (lent != null) {
            check(rows.equals(RowsOfChunk.read(lent)), "changed a chunk after it had passed it");
        }
        output.addAll(rows);
        return progress;
    }

    private void check(Chunk chunk, List<TestRow> rows) {
        if (!chunk.schema().equals(operatorCase.output())) {
            throw new AssertionError("passed rows of " + chunk.schema());
        }
        check(chunk.selectedRows() > 0, "passed an empty chunk");
        if (chunk.rows() > operatorCase.chunkRows()) {
            throw new AssertionError("passed a chunk of " + chunk.rows() + " rows");
        }
        for (TestRow row : rows) {
            for (int column = 0; column < operatorCase.output().size(); column++) {
                Field field = operatorCase.output().field(column);
                if (row.isNull(column) && !field.nullable()) {
                    throw new AssertionError("made a null in " + field);
                }
            }
        }
    }

    private static void check(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(violation);
        }
    }

    int calls() {
        return calls;
    }

    /// Closes the operators, which must have nothing left.
    @Override
    public void close() {
        try {
            lanes.forEach(Operator::close);
            check(budget.usedBytes() == 0, "holds %,d bytes after close".formatted(budget.usedBytes()));
        } finally {
            chunks.close();
            inputBudget.close();
        }
    }
}
