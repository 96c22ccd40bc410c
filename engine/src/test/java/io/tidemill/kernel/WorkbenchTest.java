// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.Memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The traps that the tests of loops lie behind do snap.
class WorkbenchTest {

    @Test
    void nothingCanBeReadBehindAnInputAtTheEnd() {
        try (Workbench bench = new Workbench(1, true)) {
            long input = bench.input(100, 0);
            assertThat(Memory.byteAt(input + 99)).isBetween(Byte.MIN_VALUE, Byte.MAX_VALUE);
            assertThatThrownBy(() -> Memory.byteAt(input + 100)).isInstanceOf(InternalError.class);
        }
    }

    @Test
    void writingBesideAnOutputIsNoticed() {
        for (long offset : new long[]{-1, 100 + 64}) {
            Workbench bench = new Workbench(1, false);
            Memory.putByte(bench.output(100) + offset, (byte) 0);
            assertThatThrownBy(bench::close).isInstanceOf(AssertionError.class).hasMessageContaining("canary");
        }
    }
}
