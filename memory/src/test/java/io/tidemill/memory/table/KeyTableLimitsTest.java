// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What a table does when it is refused memory: at any reservation, and again and again.
final class KeyTableLimitsTest {
    private static final int ROWS = 2_000;

    static Stream<Arguments> layouts() {
        return Stream.of(List.of(Type.INT64), List.of(Type.INT32, Type.INT64), List.of(Type.UTF8),
                List.of(Type.BOOL, Type.UTF8, Type.INT16, Type.UTF8))
                .flatMap(types -> Stream.of(true, false).map(reserves -> Arguments.of(types, reserves)));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aRefusedRowLeavesTheTableAsItWasAndTheRowsBeforeItHaveTheirGroups(List<Type> types, boolean reserves) {
        List<Key> keys = new ArrayList<>();
        Random random = new Random(3);
        IntStream.range(0, ROWS).forEach(row -> keys.add(Key.random(random, types, 2 * ROWS, 0.05)));
        int reservations = 0;
        for (boolean refused = true; refused; reservations++) {
            refused = assignWithRefusal(types, reserves, keys, reservations);
        }
        assertThat(reservations).isGreaterThan(types.size() + 2);
    }

    /// Refuses the n-th reservation, then goes on; answers whether there was one to refuse.
    private static boolean assignWithRefusal(List<Type> types, boolean reserves, List<Key> keys,
            int refusedReservation) {
        MemoryBudget plain = MemoryBudget.limited("rows", 1 << 24);
        int[] reservations = {0};
        MemoryBudget budget = MemoryBudget.checked("table", 1 << 24,
                (what, bytes) -> reservations[0]++ != refusedReservation);
        Map<Key, Integer> expected = new LinkedHashMap<>();
        int[] ids = keys.stream()
                .mapToInt(key -> expected.computeIfAbsent(key.canonical(), _ -> expected.size()))
                .toArray();
        try (KeyRows rows = new KeyRows(plain, types, ROWS);
                KeyTable table = KeyTable.of(new MemorySupply(budget, "table", reserves), types, Integer.MAX_VALUE)) {
            int done = 0;
            try {
                table.assign(rows.columns(keys, 0), keys.size(), rows.idsAddress());
            } catch (MemoryLimitException refused) {
                done = table.assignedRows();
                List<Key> known = List.copyOf(expected.keySet()).subList(0, table.groups());
                assertThat(rows.ids(done)).describedAs("reservation %d", refusedReservation)
                        .isEqualTo(Arrays.copyOf(ids, done));
                assertThat(table.groups()).isEqualTo(IntStream.of(ids).limit(done).max().orElse(-1) + 1);
                assertThat(KeyRows.keysOf(table)).isEqualTo(known);
            }
            List<Key> rest = keys.subList(done, keys.size());
            table.assign(rows.columns(rest, 0), rest.size(), rows.idsAddress());
            assertThat(rows.ids()).isEqualTo(IntStream.of(ids).skip(done).toArray());
            assertThat(KeyRows.keysOf(table)).isEqualTo(List.copyOf(expected.keySet()));
        }
        plain.close();
        budget.close();
        return reservations[0] > refusedReservation;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aFullBudgetRefusesNewKeysAndStillFindsTheOld(List<Type> types, boolean reserves) {
        MemoryBudget plain = MemoryBudget.limited("rows", 1 << 24);
        MemoryBudget budget = MemoryBudget.limited("small", 300_000);
        Random random = new Random(5);
        try (KeyRows rows = new KeyRows(plain, types, ROWS);
                KeyTable table = KeyTable.of(new MemorySupply(budget, "the groups", reserves), types,
                        Integer.MAX_VALUE)) {
            Map<Key, Integer> expected = new LinkedHashMap<>();
            assertThatThrownBy(() -> {
                while (true) {
                    List<Key> keys = IntStream.range(0, ROWS)
                            .mapToObj(row -> Key.random(random, types, 1 << 20, 0.01))
                            .toList();
                    try {
                        table.assign(rows.columns(keys, 0), ROWS, rows.idsAddress());
                    } finally {
                        keys.stream()
                                .limit(table.assignedRows())
                                .forEach(key -> expected.computeIfAbsent(key.canonical(), _ -> expected.size()));
                    }
                }
            }).isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("the groups")
                    .hasMessageContaining("small");
            assertThat(KeyRows.keysOf(table)).isEqualTo(List.copyOf(expected.keySet()));
            List<Key> known = expected.keySet().stream().limit(ROWS).toList();
            table.assign(rows.columns(known, 0), known.size(), rows.idsAddress());
            assertThat(rows.ids()).isEqualTo(IntStream.range(0, known.size()).toArray());
        }
        plain.close();
        budget.close();
    }

    @Test
    void refusesMoreTextThanOneTableHolds() {
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
        List<Type> types = List.of(Type.UTF8);
        try (KeyRows rows = new KeyRows(budget, types, ROWS);
                KeyTable table = KeyTable.of(MemorySupply.of(budget, "words"), types, 100)) {
            List<Key> keys = List.of(new Key("x".repeat(60)), new Key("y".repeat(40)), new Key(""), new Key("z"),
                    new Key("a"));
            assertThatThrownBy(() -> table.assign(rows.columns(keys, 0), keys.size(), rows.idsAddress()))
                    .isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("words would need 101 bytes");
            assertThat(table.assignedRows()).isEqualTo(3);
            assertThat(KeyRows.keysOf(table)).isEqualTo(keys.subList(0, 3));
        }
        budget.close();
    }
}
