// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class GrowableTextTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void showsTextsInTheOrderInWhichTheyCame(boolean reserves) {
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 24);
        Random random = new Random(47);
        try (GrowableText texts = new GrowableText(new MemorySupply(budget, "texts", reserves), Integer.MAX_VALUE);
                Buffer source = Buffer.allocate(budget, "source", 1_000)) {
            for (int fill = 0; fill < 2; fill++) {
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < 3_000; i++) {
                    byte[] text = "x".repeat(random.nextInt(60))
                            .concat(Integer.toString(i))
                            .getBytes(StandardCharsets.UTF_8);
                    Memory.copyIn(text, 0, source.address(), text.length);
                    texts.reserve(text.length);
                    texts.append(source.address(), text.length);
                    expected.add(new String(text, StandardCharsets.UTF_8));
                    assertThat(texts.equals(i, source.address(), text.length)).isTrue();
                    assertThat(texts.equals(i, source.address(), text.length - 1)).isFalse();
                    int changed = random.nextInt(text.length);
                    Memory.putByte(source.address() + changed, (byte) '?');
                    assertThat(texts.equals(i, source.address(), text.length)).isFalse();
                }
                Column column = new Column(Type.UTF8);
                texts.view(column);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(column.stringAt(i)).isEqualTo(expected.get(i));
                    assertThat(texts.bytes(i)).isEqualTo(expected.get(i).length());
                }
                assertThat(texts.size()).isEqualTo(expected.size());
                assertThat(texts.bytes()).isEqualTo(String.join("", expected).length());
                texts.clear();
                assertThat(texts.size()).isZero();
            }
        }
        budget.close();
    }

    @Test
    void staysAsItWasWhenMemoryIsRefused() {
        MemoryBudget budget = MemoryBudget.limited("test", 20_000);
        try (GrowableText texts = GrowableText.of(budget, "words");
                Buffer source = Buffer.allocate(budget, "source", 100)) {
            texts.reserve(5);
            texts.append(source.address(), 5);
            assertThatThrownBy(() -> texts.reserve(1 << 20)).isInstanceOf(MemoryLimitException.class)
                    .hasMessageContaining("words");
            assertThat(texts.size()).isEqualTo(1);
            assertThat(texts.equals(0, source.address(), 5)).isTrue();
        }
        budget.close();
    }
}
