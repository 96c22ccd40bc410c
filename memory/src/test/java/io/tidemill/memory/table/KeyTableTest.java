// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class KeyTableTest {
    private static final int ROWS = 3_000;

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 30);

    /// Every layout: one word exactly, packed, whole words, texts, and all mixed; in place and by copying.
    static Stream<Arguments> layouts() {
        List<List<Type>> layouts = List.of(
                List.of(Type.INT64), List.of(Type.INT32), List.of(Type.INT8), List.of(Type.BOOL), List.of(Type.FLOAT64),
                List.of(Type.FLOAT32), List.of(Type.DATE), List.of(Type.TIMESTAMP),
                List.of(Type.INT32, Type.INT32), List.of(Type.BOOL, Type.INT16, Type.FLOAT32, Type.INT8),
                List.of(Type.INT64, Type.INT64), List.of(Type.INT32, Type.INT64, Type.INT16, Type.FLOAT64, Type.INT8),
                List.of(Type.UTF8), List.of(Type.UTF8, Type.INT64), List.of(Type.BINARY),
                List.of(Type.TIME, Type.BINARY), List.of(Type.decimal(18, 2)),
                List.of(Type.decimal(38, 2)), List.of(Type.INT8, Type.decimal(19, 0), Type.INT16, Type.decimal(30, 30)),
                List.of(Type.INT32, Type.UTF8, Type.BOOL, Type.UTF8));
        return layouts.stream().flatMap(types -> Stream.of(true, false).map(reserves -> Arguments.of(types, reserves)));
    }

    @AfterEach
    void givesBackAllMemory() {
        budget.close();
    }

    private KeyTable table(List<Type> types, boolean reserves) {
        return KeyTable.of(new MemorySupply(budget, "table", reserves), types, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void givesEachKeyTheIdOfItsFirstAppearance(List<Type> types, boolean reserves) {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            Map<Key, Integer> expected = new LinkedHashMap<>();
            try (KeyTable table = table(types, reserves); KeyRows rows = new KeyRows(budget, types, ROWS)) {
                for (int chunk = 0; chunk < 6; chunk++) {
                    List<Key> keys = randomKeys(random, types, 2 << (2 * chunk));
                    table.assign(rows.columns(keys, random.nextInt(20)), keys.size(), rows.idsAddress());
                    int[] ids = keys.stream().mapToInt(key -> idOf(expected, key)).toArray();
                    assertThat(rows.ids()).describedAs("seed %d", seed).isEqualTo(ids);
                    assertThat(table.assignedRows()).isEqualTo(keys.size());
                    assertThat(KeyRows.keysOf(table)).describedAs("seed %d", seed)
                            .isEqualTo(List.copyOf(expected.keySet()));
                }
            }
        }
    }

    private static List<Key> randomKeys(Random random, List<Type> types, int variety) {
        double nulls = random.nextBoolean() ? 0 : 0.1;
        return IntStream.range(0, 1 + random.nextInt(ROWS))
                .mapToObj(row -> Key.random(random, types, variety, nulls))
                .toList();
    }

    private static int idOf(Map<Key, Integer> expected, Key key) {
        return expected.computeIfAbsent(key.canonical(), _ -> expected.size());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void findsWhatWasAddedAndAddsNothing(List<Type> types, boolean reserves) {
        Random random = new Random(7);
        try (KeyTable table = table(types, reserves); KeyRows rows = new KeyRows(budget, types, ROWS)) {
            Map<Key, Integer> expected = new LinkedHashMap<>();
            List<Key> some = randomKeys(random, types, 50);
            table.find(rows.columns(some, 0), some.size(), rows.idsAddress());
            assertThat(rows.ids()).containsOnly(-1);
            table.assign(rows.columns(some, 3), some.size(), rows.idsAddress());
            some.forEach(key -> idOf(expected, key));
            List<Key> more = randomKeys(random, types, 500);
            table.find(rows.columns(more, 5), more.size(), rows.idsAddress());
            int[] ids = more.stream().mapToInt(key -> expected.getOrDefault(key.canonical(), -1)).toArray();
            assertThat(rows.ids()).isEqualTo(ids);
            assertThat(table.groups()).isEqualTo(expected.size());
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void takesKeysFromAnotherTable(List<Type> types, boolean reserves) {
        Random random = new Random(11);
        try (KeyTable one = table(types, reserves);
                KeyTable other = table(types, !reserves);
                KeyTable direct = table(types, reserves);
                KeyRows rows = new KeyRows(budget, types, ROWS);
                Buffer order = Buffer.allocate(budget, "order", 4L * ROWS)) {
            for (KeyTable table : List.of(one, other)) {
                List<Key> keys = randomKeys(random, types, 200);
                table.assign(rows.columns(keys, 0), keys.size(), rows.idsAddress());
                direct.assign(rows.columns(keys, 9), keys.size(), rows.idsAddress());
            }
            int before = one.groups();
            other.orderByRange(order.address(), new int[KeyTable.RANGES + 1]);
            one.assign(other, order.address(), other.groups(), rows.idsAddress());
            assertThat(one.assignedRows()).isEqualTo(other.groups());
            int[] ids = rows.ids(other.groups());
            for (int i = 0; i < ids.length; i++) {
                assertThat(KeyRows.keyOf(one, ids[i]))
                        .isEqualTo(KeyRows.keyOf(other, Memory.intAt(order.address() + 4L * i)));
                assertThat(one.hashOf(ids[i])).isEqualTo(other.hashOf(Memory.intAt(order.address() + 4L * i)));
            }
            assertThat(one.groups()).isGreaterThanOrEqualTo(before).isEqualTo(direct.groups());
            assertThat(KeyRows.keysOf(one)).containsExactlyInAnyOrderElementsOf(KeyRows.keysOf(direct))
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void startsAnewAfterClearingLargerOrSmaller(List<Type> types, boolean reserves) {
        startsAnew(types, reserves, KeyTable::clear);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void startsAnewAfterGivingItsMemoryBack(List<Type> types, boolean reserves) {
        startsAnew(types, reserves, table -> {
            long used = budget.usedBytes();
            boolean wasEmpty = table.groups() == 0;
            table.close();
            assertThat(budget.usedBytes() < used).isNotEqualTo(wasEmpty);
        });
    }

    private void startsAnew(List<Type> types, boolean reserves, Consumer<KeyTable> forget) {
        Random random = new Random(13);
        try (KeyTable table = table(types, reserves); KeyRows rows = new KeyRows(budget, types, ROWS)) {
            for (int variety : new int[]{3000, 10, 3000, 100, 1, 2000}) {
                forget.accept(table);
                assertThat(table.groups()).isZero();
                Map<Key, Integer> expected = new LinkedHashMap<>();
                for (int chunk = 0; chunk < 3; chunk++) {
                    List<Key> keys = randomKeys(random, types, variety);
                    table.assign(rows.columns(keys, 1), keys.size(), rows.idsAddress());
                    assertThat(rows.ids()).isEqualTo(keys.stream().mapToInt(key -> idOf(expected, key)).toArray());
                }
                assertThat(KeyRows.keysOf(table)).isEqualTo(List.copyOf(expected.keySet()));
            }
        }
    }

    @Test
    void ordersGroupsByRangeAndWithinARangeByFirstAppearance() {
        List<Type> types = List.of(Type.INT64, Type.UTF8);
        try (KeyTable table = table(types, true);
                KeyRows rows = new KeyRows(budget, types, ROWS);
                Buffer order = Buffer.allocate(budget, "order", 4L * ROWS)) {
            List<Key> keys = randomKeys(new Random(17), types, 400);
            table.assign(rows.columns(keys, 0), keys.size(), rows.idsAddress());
            int[] starts = new int[KeyTable.RANGES + 1];
            table.orderByRange(order.address(), starts);
            List<Integer> expected = new ArrayList<>();
            for (int range = 0; range < KeyTable.RANGES; range++) {
                assertThat(starts[range]).isEqualTo(expected.size());
                for (int group = 0; group < table.groups(); group++) {
                    if (table.range(group) == range) {
                        expected.add(group);
                    }
                }
            }
            assertThat(starts[KeyTable.RANGES]).isEqualTo(table.groups());
            assertThat(IntStream.range(0, table.groups())
                    .map(i -> Memory.intAt(order.address() + 4L * i))
                    .boxed()
                    .toList())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aKeyHasTheSameHashInEveryTableAndRangeIsItsFirstBits() {
        List<Type> types = List.of(Type.INT32, Type.UTF8);
        try (KeyTable one = table(types, true);
                KeyTable other = table(types, false);
                KeyRows rows = new KeyRows(budget, types, ROWS)) {
            List<Key> keys = randomKeys(new Random(19), types, 300);
            one.assign(rows.columns(keys, 0), keys.size(), rows.idsAddress());
            int[] ids = rows.ids();
            List<Key> reversed = new ArrayList<>(keys).reversed();
            other.assign(rows.columns(reversed, 4), keys.size(), rows.idsAddress());
            for (int row = 0; row < ids.length; row++) {
                int otherId = rows.ids()[ids.length - 1 - row];
                assertThat(other.hashOf(otherId)).isEqualTo(one.hashOf(ids[row]));
                assertThat(one.range(ids[row])).isEqualTo((int) (one.hashOf(ids[row]) >>> 58));
            }
        }
    }

    @Test
    void takesNoRowsWithoutComplaint() {
        List<Type> types = List.of(Type.INT64);
        try (KeyTable table = table(types, true)) {
            table.assign(new Column[]{new Column(Type.INT64)}, 0, 0);
            assertThat(table.groups()).isZero();
            assertThat(table.assignedRows()).isZero();
            assertThat(budget.usedBytes()).isZero();
        }
    }

    @Test
    void refusesKeysThatItDoesNotHave() {
        assertThatThrownBy(() -> table(List.of(Type.OBJECT), true)).hasMessageContaining("HeapKeyTable");
        assertThatThrownBy(() -> table(List.of(Type.listOf(Type.INT8)), true)).hasMessageContaining("explode");
        assertThatThrownBy(() -> table(List.of(), true)).hasMessageContaining("1 to 32 keys, not 0");
        try (KeyTable table = table(List.of(Type.INT64), true); KeyTable other = table(List.of(Type.UTF8), true)) {
            Column[] wrong = {new Column(Type.INT32)};
            assertThatThrownBy(() -> table.assign(wrong, 1, 0)).hasMessageContaining("int64")
                    .hasMessageContaining("int32");
            assertThatThrownBy(() -> table.assign(other, 0, 0, 0)).hasMessageContaining("do not merge");
        }
    }

    @Test
    void holdsThirtyTwoKeys() {
        Type[] types = new Type[32];
        Arrays.fill(types, Type.BOOL);
        try (KeyTable table = table(List.of(types), true); KeyRows rows = new KeyRows(budget, List.of(types), ROWS)) {
            List<Key> keys = randomKeys(new Random(23), List.of(types), 2);
            table.assign(rows.columns(keys, 0), keys.size(), rows.idsAddress());
            Map<Key, Integer> expected = new LinkedHashMap<>();
            assertThat(rows.ids()).isEqualTo(keys.stream().mapToInt(key -> idOf(expected, key)).toArray());
            assertThat(KeyRows.keysOf(table)).isEqualTo(List.copyOf(expected.keySet()));
        }
    }
}
