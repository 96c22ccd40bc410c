// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.memory.Block;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The harness must find what operators do wrong: each of these breaks the contract in one way.
class OperatorHarnessTest {
    private static final Schema SCHEMA = Schema.of(Field.of("number", Type.INT64), Field.nullable("text", Type.UTF8));

    static @Nullable Object garbage; // not private, so that no compiler proves it unused

    /// Passes on what it gets, as it should.
    private static class Relay implements Operator {
        @Override
        public void open(OperatorContext context) {}

        @Override
        public Progress process(Chunk input, Output output) {
            if (input.selectedRows() > 0) {
                output.pass(input);
            }
            return Progress.DONE;
        }

        @Override
        public void close() {}
    }

    private static OperatorCase relaying(Supplier<? extends Operator> operator) {
        return OperatorCase.of("relay", SCHEMA, SCHEMA, operator, () -> (row, output) -> output.accept(row));
    }

    private static void assertFound(Supplier<? extends Operator> operator, String violation) {
        assertThatThrownBy(() -> OperatorHarness.verify(relaying(operator).columnar()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("relay", violation);
    }

    @Test
    void acceptsAnOperatorThatKeepsItsContract() {
        OperatorHarness.verify(relaying(Relay::new).columnar());
    }

    @Test
    void findsRowsThatAreMissing() {
        assertFound(() -> new Relay() {
            @Override
            public Progress process(Chunk input, Output output) {
                return input.selectedRows() == 1 ? Progress.DONE : super.process(input, output);
            }
        }, "rows instead of");
    }

    @Test
    void findsInputThatIsKeptByReference() {
        assertFound(() -> new Relay() {
            private final Chunk kept = new Chunk(SCHEMA);
            private boolean has;

            @Override
            public Progress process(Chunk input, Output output) {
                kept.view(input);
                has = input.selectedRows() > 0;
                return Progress.DONE;
            }

            @Override
            public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
                if (has) {
                    output.pass(kept);
                }
                has = false;
                return Progress.DONE;
            }
        }, "rows cut");
    }

    @Test
    void findsOutputThatDependsOnHowTheInputWasCut() {
        assertFound(() -> new Relay() {
            private boolean skip;

            @Override
            public Progress process(Chunk input, Output output) {
                skip = input.selection() == null && input.rows() == 1;
                return skip ? Progress.DONE : super.process(input, output);
            }
        }, "should be");
    }

    @Test
    void findsTwoChunksInOneCall() {
        assertFound(() -> new Relay() {
            @Override
            public Progress process(Chunk input, Output output) {
                super.process(input, output);
                return super.process(input, output);
            }
        }, "two chunks");
    }

    @Test
    void findsAnEmptyChunk() {
        assertFound(() -> new Relay() {
            @Override
            public Progress process(Chunk input, Output output) {
                output.pass(input);
                return Progress.DONE;
            }
        }, "empty chunk");
    }

    @Test
    void findsAnOperatorThatNeverEnds() {
        assertFound(() -> new Relay() {
            @Override
            public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
                return Progress.MORE;
            }
        }, "for ever");
    }

    @Test
    void findsMemoryThatIsNotGivenBack() {
        assertFound(() -> new Relay() {
            @Override
            public void open(OperatorContext context) {
                context.budget().reserve("something", 7);
            }
        }, "holds 7 bytes");
    }

    @Test
    void findsMemoryThatIsNotGivenBackWhenOpeningFails() {
        assertFound(() -> new Relay() {
            private @Nullable MemoryBudget budget;

            @Override
            public void open(OperatorContext context) {
                context.budget().reserve("something", 7);
                context.budget().reserve("something more", 8);
                budget = context.budget();
            }

            @Override
            public void close() {
                if (budget != null) {
                    budget.release(15);
                }
            }
        }, "reservation 2 refused");
    }

    @Test
    void findsAllocationOnTheHeap() {
        assertFound(() -> new Relay() {
            @Override
            public Progress process(Chunk input, Output output) {
                garbage = new byte[16];
                return super.process(input, output);
            }
        }, "allocates");
    }

    @Test
    void findsAChunkThatChangesAfterItWasPassed() {
        assertFound(() -> new Relay() {
            @Override
            public Progress process(Chunk input, Output output) {
                super.process(input, output);
                input.rows(0);
                return Progress.DONE;
            }
        }, "changed a chunk");
    }

    @Test
    void findsCloseThatFailsWithoutOpen() {
        assertFound(() -> new Relay() {
            private @Nullable Block block;

            @Override
            public void open(OperatorContext context) {
                block = new Block(context.budget(), "a block", SCHEMA, 8, Buffer.ALIGNMENT);
            }

            @Override
            @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what the test is about
            public void close() {
                block.close();
            }
        }, "close without open");
    }
}
