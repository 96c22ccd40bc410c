// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class MemoryBudgetTest {

    @Test
    void refusesWhatIsBeyondItsLimitAndReservesNothing() {
        MemoryBudget budget = MemoryBudget.limited("query", 100);
        budget.reserve("keys", 60);
        assertThatThrownBy(() -> budget.reserve("values", 41)).isInstanceOf(MemoryLimitException.class)
                .hasMessage(
                        "values needs 41 more bytes, but query has 40 of 100 left: raise the memory budget, or keep less");
        assertThat(budget.usedBytes()).isEqualTo(60);
        assertThat(budget.tryReserve("values", 40)).isTrue();
        budget.release(100);
        budget.close();
    }

    @Test
    void aChildCountsInItsParentsAndIsBoundedByThem() {
        MemoryBudget parent = MemoryBudget.limited("context", 100);
        MemoryBudget child = parent.child("operator", 80);
        MemoryBudget other = parent.child("other");
        child.reserve("keys", 70);
        assertThat(parent.usedBytes()).isEqualTo(70);
        assertThat(other.availableBytes()).isEqualTo(30);
        assertThat(child.availableBytes()).isEqualTo(10);
        assertThat(other.tryReserve("rows", 31)).isFalse();
        assertThat(other.usedBytes()).isZero();
        child.release(70);
        assertThat(parent.usedBytes()).isZero();
        assertThat(parent.peakBytes()).isEqualTo(70);
    }

    @Test
    void whatAnOperatorRemembersCountsInBothLimitsOrInNone() {
        MemoryBudget engine = MemoryBudget.limited("engine", 1_000);
        MemoryBudget state = MemoryBudget.limited("the state of engine", 100, "raise stateBudget");
        MemoryBudget operator = engine.operator("count", state, null);
        MemoryBudget other = engine.operator("sum", state, null);
        operator.forState().reserve("keys", 70);
        operator.reserve("scratch", 500);
        assertThat(state.usedBytes()).isEqualTo(70);
        assertThat(operator.usedBytes()).isEqualTo(570).isEqualTo(engine.usedBytes());
        assertThatThrownBy(() -> other.forState().reserve("sums", 31)).hasMessage(
                "sums needs 31 more bytes, but the state of engine has 30 of 100 left: raise stateBudget, or keep less");
        assertThat(other.usedBytes()).isZero();
        assertThat(engine.usedBytes()).isEqualTo(570);
        operator.release(500);
        operator.forState().release(70);
        assertThat(state.usedBytes()).isZero();
        assertThat(engine.forState()).isSameAs(engine);
        engine.close();
    }

    @Test
    void saysWhoLeaked() {
        MemoryBudget budget = MemoryBudget.limited("query", 100);
        budget.reserve("keys", 7);
        assertThatThrownBy(budget::close).hasMessage("query still holds 7 bytes at its end");
    }

    @Test
    void refusesToTakeBackMoreThanItGave() {
        MemoryBudget budget = MemoryBudget.limited("query", 100);
        budget.reserve("keys", 7);
        assertThatThrownBy(() -> budget.release(8)).hasMessageContaining("1 bytes too many");
    }

    @Test
    void threadsTogetherNeverPassTheLimit() throws InterruptedException {
        MemoryBudget budget = MemoryBudget.limited("query", 1_000);
        Runnable work = () -> {
            for (int i = 0; i < 100_000; i++) {
                if (budget.tryReserve("rows", 300)) {
                    assertThat(budget.peakBytes()).isLessThanOrEqualTo(1_000);
                    budget.release(300);
                }
            }
        };
        Thread[] threads = IntStream.range(0, 3).mapToObj(i -> new Thread(work)).toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void aBufferIsZeroedAlignedAndCountedWhileItLives() {
        MemoryBudget budget = MemoryBudget.limited("query", 10_000);
        try (Buffer buffer = Buffer.allocate(budget, "a buffer", 1_000)) {
            assertThat(buffer.address() % Buffer.ALIGNMENT).isZero();
            assertThat(IntStream.range(0, 1_064).allMatch(i -> Memory.byteAt(buffer.address() + i) == 0)).isTrue();
            assertThat(budget.usedBytes()).isEqualTo(1_064);
        }
        budget.close();
    }
}
