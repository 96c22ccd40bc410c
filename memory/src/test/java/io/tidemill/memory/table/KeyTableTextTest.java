// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/// Texts as keys: around the lengths at which the table treats them differently, and at the edge of memory.
final class KeyTableTextTest {
    private static final int[] LENGTHS = {0, 1, 2, 6, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 32, 33, 64, 1000};

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 28);

    @AfterEach
    void givesBackAllMemory() {
        budget.close();
    }

    /// Texts of one length that differ in one byte only, zeros among them, are different keys.
    @Test
    void tellsTextsApartThatDifferInOneByte() {
        Map<String, Integer> expected = new LinkedHashMap<>();
        List<Key> keys = new ArrayList<>();
        for (int length : LENGTHS) {
            for (int changed = 0; changed < Math.min(length, 70); changed++) {
                for (char c : new char[]{'\0', 'a', 'b', '\u007f'}) {
                    StringBuilder text = new StringBuilder("a".repeat(length));
                    text.setCharAt(changed, c);
                    keys.add(new Key(text.toString()));
                    expected.putIfAbsent(text.toString(), expected.size());
                }
            }
            keys.add(new Key("\0".repeat(length)));
            expected.putIfAbsent("\0".repeat(length), expected.size());
        }
        try (KeyTable table = KeyTable.of(budget, "texts", List.of(Type.UTF8));
                KeyRows rows = new KeyRows(budget, List.of(Type.UTF8), keys.size())) {
            for (int time = 0; time < 2; time++) {
                table.assign(rows.columns(keys, 0), keys.size(), rows.idsAddress());
                int[] ids = keys.stream().mapToInt(key -> expected.getOrDefault(key.value(0), -1)).toArray();
                assertThat(rows.ids()).isEqualTo(ids);
            }
            assertThat(KeyRows.keysOf(table)).isEqualTo(expected.keySet().stream().map(Key::new).toList());
        }
    }

    @Test
    void takesWordsCutOutOfOtherText() {
        Random random = new Random(29);
        byte[] text = new byte[20_000];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('a' + random.nextInt(2));
        }
        int words = 10_000;
        Map<String, Integer> expected = new LinkedHashMap<>();
        int[] ids = new int[words];
        try (Buffer data = Buffer.allocate(budget, "data", text.length);
                Buffer starts = Buffer.allocate(budget, "starts", 4L * words);
                Buffer ends = Buffer.allocate(budget, "ends", 4L * words);
                Buffer target = Buffer.allocate(budget, "ids", 4L * words);
                KeyTable table = KeyTable.of(budget, "words", List.of(Type.UTF8))) {
            Memory.copyIn(text, 0, data.address(), text.length);
            for (int word = 0; word < words; word++) {
                int start = random.nextInt(text.length - 20);
                int end = start + random.nextInt(20);
                Memory.putInt(starts.address() + 4L * word, start);
                Memory.putInt(ends.address() + 4L * word, end);
                ids[word] = expected.computeIfAbsent(new String(text, start, end - start, StandardCharsets.UTF_8),
                        _ -> expected.size());
            }
            Column column = new Column(Type.UTF8).setText(data.address(), starts.address(), ends.address());
            table.assign(new Column[]{column}, words, target.address());
            for (int word = 0; word < words; word++) {
                assertThat(Memory.intAt(target.address() + 4L * word)).describedAs("word %d", word)
                        .isEqualTo(ids[word]);
            }
        }
    }

    /// The page behind the text is not mapped: one byte read too many kills the process.
    @Test
    void readsNoByteBehindTheText() {
        assumeThat(AddressSpace.AVAILABLE).isTrue();
        long page = AddressSpace.reserve(2 * AddressSpace.PAGE);
        AddressSpace.release(page + AddressSpace.PAGE, AddressSpace.PAGE);
        int size = (int) AddressSpace.PAGE;
        Memory.fill(page, size, (byte) 'x');
        try (Buffer starts = Buffer.allocate(budget, "starts", 4L * 40);
                Buffer ends = Buffer.allocate(budget, "ends", 4L * 40);
                Buffer ids = Buffer.allocate(budget, "ids", 4L * 40);
                KeyTable table = KeyTable.of(budget, "words", List.of(Type.UTF8))) {
            for (int length = 0; length < 40; length++) {
                Memory.putInt(starts.address() + 4L * length, size - length);
                Memory.putInt(ends.address() + 4L * length, size);
            }
            Column column = new Column(Type.UTF8).setText(page, starts.address(), ends.address());
            for (int time = 0; time < 2; time++) {
                table.assign(new Column[]{column}, 40, ids.address());
                for (int length = 0; length < 40; length++) {
                    assertThat(Memory.intAt(ids.address() + 4L * length)).isEqualTo(length);
                    assertThat(table.key(0).stringAt(length)).isEqualTo("x".repeat(length));
                }
            }
        } finally {
            AddressSpace.release(page, AddressSpace.PAGE);
        }
    }

    @Test
    void aNullTextIsNoEmptyText() {
        List<Key> keys = List.of(new Key(""), new Key(new Object[]{null}), new Key(""), new Key(new Object[]{null}));
        try (KeyTable table = KeyTable.of(budget, "texts", List.of(Type.UTF8));
                KeyRows rows = new KeyRows(budget, List.of(Type.UTF8), keys.size())) {
            table.assign(rows.columns(keys, 3), keys.size(), rows.idsAddress());
            assertThat(rows.ids()).containsExactly(0, 1, 0, 1);
            assertThat(KeyRows.keysOf(table)).isEqualTo(keys.subList(0, 2));
        }
    }
}
