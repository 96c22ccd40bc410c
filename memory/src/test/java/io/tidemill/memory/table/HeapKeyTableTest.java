// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class HeapKeyTableTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 26);

    /// A key whose hash is chosen.
    private record Hashed(int number, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    @AfterEach
    void givesBackAllMemory() {
        budget.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1_000, 20_000, 300_000})
    void givesEachKeyTheIdOfItsFirstAppearance(int variety) {
        Random random = new Random(53);
        try (HeapKeyTable table = HeapKeyTable.of(budget, "keys")) {
            for (int fill = 0; fill < 2; fill++) {
                Map<Object, Integer> expected = new LinkedHashMap<>();
                for (int i = 0; i < 2 * variety; i++) {
                    Object key = random.nextBoolean()
                            ? "key" + random.nextInt(variety)
                            : (Object) random.nextInt(variety);
                    assertThat(table.find(key)).isEqualTo(expected.getOrDefault(key, -1));
                    assertThat(table.assign(key)).isEqualTo(expected.computeIfAbsent(key, _ -> expected.size()));
                }
                assertThat(IntStream.range(0, table.groups()).mapToObj(table::key))
                        .isEqualTo(List.copyOf(expected.keySet()));
                table.clear();
                assertThat(table.groups()).isZero();
            }
        }
    }

    @Test
    void nullIsAKey() {
        try (HeapKeyTable table = HeapKeyTable.of(budget, "keys")) {
            assertThat(table.find(null)).isEqualTo(-1);
            assertThat(table.assign(0)).isZero();
            assertThat(table.assign(null)).isEqualTo(1);
            assertThat(table.assign(null)).isEqualTo(1);
            assertThat(table.key(1)).isNull();
            assertThat(table.range(1)).isZero();
        }
    }

    /// All the same, the same leading bits, the same trailing bits.
    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 31 >> 15, 0xfff})
    void findsKeysWhoseHashesCrowd(int mask) {
        Random random = new Random(59);
        List<Hashed> keys = IntStream.range(0, 6_000).mapToObj(i -> new Hashed(i, random.nextInt() & mask)).toList();
        try (HeapKeyTable table = HeapKeyTable.of(budget, "keys")) {
            for (Hashed key : keys) {
                assertThat(table.assign(key)).isEqualTo(key.number());
            }
            for (Hashed key : keys) {
                assertThat(table.find(new Hashed(key.number(), key.hash()))).isEqualTo(key.number());
            }
        }
    }

    @Test
    void staysAsItWasWhenMemoryIsRefusedAtAnyTime() {
        List<Integer> keys = new ArrayList<>(IntStream.range(0, 20_000).boxed().toList());
        for (int refused = 0;; refused++) {
            int[] reservations = {0};
            int refusedReservation = refused;
            MemoryBudget checked = MemoryBudget.checked("heap", 1 << 26,
                    (what, bytes) -> reservations[0]++ != refusedReservation);
            try (HeapKeyTable table = HeapKeyTable.of(checked, "keys")) {
                for (int key : keys) {
                    int group = assignAgainIfRefused(table, key);
                    assertThat(group).isEqualTo(key);
                }
                assertThat(IntStream.range(0, keys.size()).mapToObj(table::key)).isEqualTo(keys);
            }
            checked.close();
            if (reservations[0] <= refused) {
                assertThat(refused).isGreaterThan(20);
                return;
            }
        }
    }

    private static int assignAgainIfRefused(HeapKeyTable table, int key) {
        try {
            return table.assign(key);
        } catch (MemoryLimitException refused) {
            assertThat(table.groups()).isEqualTo(key);
            assertThat(table.find(key)).isEqualTo(-1);
            return table.assign(key);
        }
    }

    @Test
    void holdsNoKeyAfterClearing() {
        try (HeapKeyTable table = HeapKeyTable.of(budget, "keys")) {
            table.assign("key");
            table.clear();
            assertThatThrownBy(() -> table.key(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(table.assign("other")).isZero();
            assertThat(table.key(0)).isEqualTo("other");
        }
    }

    @Test
    void aKeyThatCannotBeComparedChangesNothing() {
        Object broken = new Object() {
            @Override
            public boolean equals(@Nullable Object other) {
                throw new UnsupportedOperationException("equals");
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(new int[]{1});
            }
        };
        try (HeapKeyTable table = HeapKeyTable.of(budget, "keys")) {
            table.assign(new Hashed(1, broken.hashCode()));
            assertThatThrownBy(() -> table.assign(broken)).hasMessage("equals");
            assertThat(table.groups()).isEqualTo(1);
        }
    }
}
