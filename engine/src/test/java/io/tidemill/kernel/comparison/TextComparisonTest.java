// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.kernel.Texts;
import io.tidemill.kernel.TwinTrials;

import static java.nio.charset.StandardCharsets.UTF_8;

class TextComparisonTest {

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void comparesTextWithTextByUnsignedBytes(Comparison operation) {
        TwinTrials.run(operation.texts(), (loop, rows, alignment, bench) -> {
            Texts left = Texts.random(bench, rows, alignment);
            Texts right = Texts.random(bench, rows, 63 - alignment);
            long bits = bench.output((rows + 7L) / 8);
            int ones = loop.apply(left.data(), left.starts(), left.ends(), right.data(), right.starts(), right.ends(),
                    bits, rows);
            for (int row = 0; row < rows; row++) {
                int order = Arrays.compareUnsigned(left.bytesAt(row), right.bytesAt(row));
                boolean expected = ComparisonTest.holds(operation, order);
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected);
                ones -= expected ? 1 : 0;
            }
            TwinTrials.check(-1, ones, 0);
            TwinTrials.checkBitsBehind(bits, rows);
        });
    }

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void comparesTextWithAConstant(Comparison operation) {
        for (String constant : List.of("", "a", "ab", "abab", "ababababa", "bbbbbbbb", "é")) {
            byte[] utf8 = constant.getBytes(UTF_8);
            TwinTrials.run(operation.withText(utf8), (loop, rows, alignment, bench) -> {
                Texts texts = Texts.random(bench, rows, alignment);
                long bits = bench.output((rows + 7L) / 8);
                int ones = loop.apply(texts.data(), texts.starts(), texts.ends(), bits, rows);
                for (int row = 0; row < rows; row++) {
                    int order = Arrays.compareUnsigned(texts.bytesAt(row), utf8);
                    boolean expected = ComparisonTest.holds(operation, order);
                    TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected);
                    ones -= expected ? 1 : 0;
                }
                TwinTrials.check(-1, ones, 0);
                TwinTrials.checkBitsBehind(bits, rows);
            });
        }
    }
}
