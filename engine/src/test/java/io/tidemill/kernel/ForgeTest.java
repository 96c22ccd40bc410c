// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.kernel.arithmetic.Arithmetic;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ForgeTest {
    private static final Shape<Loop.Binary> SUM = Arithmetic.ADD.columns(Type.INT64);
    private static final MemoryBudget BUDGET = MemoryBudget.limited("test", 1 << 20);

    @Test
    void givesTheSameKernelForEqualShapes() {
        Forge forge = Forge.standard();
        assertThat(forge.kernel(Arithmetic.ADD.columns(Type.INT64))).isSameAs(forge.kernel(SUM));
        assertThat(forge.kernel(Arithmetic.ADD.columns(Type.TIMESTAMP))).isSameAs(forge.kernel(SUM));
        assertThat(forge.kernel(Comparison.EQ.withText(new byte[]{1})))
                .isSameAs(forge.kernel(Comparison.EQ.withText(new byte[]{1})));
    }

    @Test
    void stampsAClassForEachSpecificationButNotForEachConstant() {
        Forge forge = Forge.scalarOnly();
        Loop.Unary three = forge.kernel(Arithmetic.ADD.byConstant(Type.INT64, 3)).current();
        Loop.Unary four = forge.kernel(Arithmetic.ADD.byConstant(Type.INT64, 4)).current();
        Loop.Unary product = forge.kernel(Arithmetic.MUL.byConstant(Type.INT64, 3)).current();
        assertThat(three).isNotSameAs(four).hasSameClassAs(four);
        assertThat(product.getClass()).isNotEqualTo(three.getClass());
        assertThat(product.getClass().isHidden()).isTrue();
    }

    @Test
    void servesWithScalarTwinsUntilItIsWarm() {
        assertThat(Forge.standard().kernel(SUM).isVector()).isFalse();
        assertThat(Forge.scalarOnly().kernel(SUM).isVector()).isFalse();
        assertThat(Forge.vectorAtOnce().kernel(SUM).isVector()).isTrue();
    }

    @Test
    @Timeout(120)
    void swapsInVectorTwinsWhenTheyAreFaster() {
        Forge forge = Forge.standard();
        Kernel<Loop.Binary> sum = forge.kernel(SUM);
        Kernel<Loop.Predicate> isThree = forge.kernel(Comparison.EQ.withConstant(Type.INT32, 3));
        forge.warm(BUDGET, System::nanoTime);
        assertThat(sum.isVector()).isTrue();
        assertThat(isThree.isVector()).isTrue();
        assertThat(forge.kernel(Comparison.EQ.withConstant(Type.INT32, 4)).isVector()).as("another constant").isTrue();
        assertThat(BUDGET.usedBytes()).isZero();
    }

    @Test
    void leavesScalarTwinsWhereVectorsLose() {
        Forge forge = Forge.standard();
        Kernel<Loop.Binary> sum = forge.kernel(SUM);
        long[] clock = {0};
        Loop.Binary scalar = sum.current();
        // each look at this clock comes a second after the last: both twins take the same time
        forge.warm(BUDGET, () -> clock[0] += 1_000_000_000);
        assertThat(sum.current()).isSameAs(scalar);
    }

    @Test
    void warmsEveryShape() {
        Forge forge = Forge.standard();
        List<? extends Kernel<?>> kernels = Shapes.all().stream().map(forge::kernel).toList();
        long[] clock = {0};
        forge.warm(BUDGET, () -> clock[0] += 1_000_000_000);
        assertThat(kernels).noneMatch(Kernel::isVector);
        assertThat(BUDGET.usedBytes()).isZero();
    }

    @Test
    void stopsWarmingWhenInterrupted() {
        Forge forge = Forge.standard();
        Kernel<Loop.Binary> sum = forge.kernel(SUM);
        Thread.currentThread().interrupt();
        forge.warm(BUDGET, System::nanoTime);
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(sum.isVector()).isFalse();
    }

    @Test
    void obeysItsProperty() {
        try {
            System.setProperty(Forge.TWINS_PROPERTY, "vector");
            assertThat(Forge.standard().kernel(SUM).isVector()).isTrue();
            System.setProperty(Forge.TWINS_PROPERTY, "scalar");
            Forge scalar = Forge.standard();
            Kernel<Loop.Binary> sum = scalar.kernel(SUM);
            scalar.warm(BUDGET, System::nanoTime);
            assertThat(sum.isVector()).isFalse();
            System.setProperty(Forge.TWINS_PROPERTY, "fast");
            assertThatThrownBy(Forge::standard).hasMessageContaining("tidemill.kernels").hasMessageContaining("fast");
        } finally {
            System.clearProperty(Forge.TWINS_PROPERTY);
        }
    }

    @Test
    void saysWhichLoopsServe() {
        assertThat(Forge.describe()).contains("vectors of");
    }
}
