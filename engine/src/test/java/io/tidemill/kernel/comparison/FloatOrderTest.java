// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FloatOrderTest {

    @Test
    void hasOneZeroAndOneNaN() {
        double otherNaN = Double.longBitsToDouble(0xfff8_0000_0000_0001L);

        assertThat(Double.doubleToRawLongBits(FloatOrder.canonical(-0.0))).isEqualTo(Double.doubleToRawLongBits(0.0));
        assertThat(Double.doubleToRawLongBits(FloatOrder.canonical(otherNaN)))
                .isEqualTo(Double.doubleToRawLongBits(Double.NaN));
        assertThat(FloatOrder.equal(-0.0, 0.0)).isTrue();
        assertThat(FloatOrder.equal(otherNaN, Double.NaN)).isTrue();
    }

    @Test
    void putsNaNBehindAllOthers() {
        assertThat(FloatOrder.less(Double.POSITIVE_INFINITY, Double.NaN)).isTrue();
        assertThat(FloatOrder.less(Double.NaN, Double.POSITIVE_INFINITY)).isFalse();
        assertThat(FloatOrder.less(Double.NaN, Double.NaN)).isFalse();
        assertThat(FloatOrder.less(-0.0, 0.0)).isFalse();
        assertThat(FloatOrder.less(1, 2)).isTrue();
    }
}
