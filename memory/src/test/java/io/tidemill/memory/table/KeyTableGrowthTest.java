// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/// How a table gets large: without a stall, and within so many bytes a key at any time.
final class KeyTableGrowthTest {
    private static final int CHUNK = 1 << 13;

    private final MemoryBudget budget = MemoryBudget.limited("test", 1L << 32);

    @Test
    void anInt64KeyTakesAtMost33BytesAtAnyTime() {
        assumeThat(AddressSpace.AVAILABLE).isTrue();
        try (Buffer data = Buffer.allocate(budget, "data", 8L * CHUNK);
                Buffer ids = Buffer.allocate(budget, "ids", 4L * CHUNK)) {
            long before = budget.usedBytes();
            try (KeyTable table = KeyTable.of(budget, "keys", List.of(Type.INT64))) {
                Column[] keys = {new Column(Type.INT64).setFixed(data.address())};
                for (int fill = 0; fill < 2; fill++) {
                    table.clear();
                    double most = 0;
                    while (table.groups() < 3_000_000) {
                        int groups = table.groups();
                        for (int row = 0; row < CHUNK; row++) {
                            Memory.putLong(data.address() + 8L * row, KeyHash.mix(groups + row + 1));
                        }
                        table.assign(keys, CHUNK, ids.address());
                        if (table.groups() > 500_000 && fill == 0) {
                            most = Math.max(most, (budget.usedBytes() - before) / (double) table.groups());
                        }
                    }
                    assertThat(most).isLessThanOrEqualTo(33);
                }
                double afterSecond = (budget.usedBytes() - before) / (double) table.groups();
                assertThat(afterSecond).as("the second fill of the same size").isLessThanOrEqualTo(34);
            }
        }
        budget.close();
    }

    /// What one new group may make the table do is bounded by a segment, whatever the size of the table: memory is taken, and
    /// zeroed, a segment at a time.
    @Test
    void oneNewGroupTakesAtMostOneSegment() {
        try (Slots slots = new Slots(MemorySupply.of(budget, "slots"))) {
            long most = 0;
            for (int group = 0; group < 1_000_000; group++) {
                long before = slots.bytes();
                long hash = KeyHash.mix(group);
                slots.reserve(hash);
                slots.add(hash, group);
                most = Math.max(most, slots.bytes() - before);
            }
            assertThat(most).isLessThan(200_000);
            assertThat(slots.size()).isEqualTo(1_000_000);
        }
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 500, 512, 513, 2_047, 2_048, 2_049, 6_655, 6_656, 6_657, 14_000, 100_000})
    void findsEveryGroupAtEverySize(int groups) {
        try (Slots slots = new Slots(MemorySupply.of(budget, "slots"))) {
            for (int fill = 0; fill < 3; fill++) {
                int many = fill == 1 ? groups / 30 : groups;
                for (int group = 0; group < many; group++) {
                    long hash = KeyHash.mix(group * 77L + fill);
                    assertThat(slots.size() == 0 ? -1 : find(slots, hash)).isEqualTo(-1);
                    slots.reserve(hash);
                    slots.add(hash, group);
                }
                for (int group = 0; group < many; group++) {
                    assertThat(find(slots, KeyHash.mix(group * 77L + fill))).isEqualTo(group);
                }
                slots.clear();
                assertThat(slots.size()).isZero();
            }
        }
        budget.close();
    }

    private static int find(Slots slots, long hash) {
        for (long slot = slots.home(hash);; slot = slots.after(slot, hash)) {
            int group = Slots.groupAt(slot);
            if (group < 0 || Slots.hashAt(slot) == hash) {
                return group;
            }
        }
    }
}
