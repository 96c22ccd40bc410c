// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.Shapes;
import io.tidemill.kernel.Texts;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

class ChoicesTest {

    @Test
    void choosesValuesOfEveryWidth() {
        for (Type type : Shapes.NUMBERS) {
            TwinTrials.run(Choices.values(type), (loop, rows, alignment, bench) -> {
                long bits = bench.input((rows + 7L) / 8, alignment);
                long left = Values.column(bench, type, rows, alignment);
                long right = Values.column(bench, type, rows, 63 - alignment);
                long target = bench.output((long) type.byteWidth() * rows);
                loop.apply(bits, left, right, target, rows);
                for (int row = 0; row < rows; row++) {
                    long expected = Values.raw(type, TwinTrials.bitAt(bits, row) ? left : right, row);
                    TwinTrials.check(row, Values.raw(type, target, row), expected);
                }
            });
        }
    }

    @Test
    void choosesTextsAndCopiesThem() {
        TwinTrials.run(Choices.texts(), (loop, rows, alignment, bench) -> {
            long bits = bench.input((rows + 7L) / 8, alignment);
            Texts left = Texts.random(bench, rows, alignment);
            Texts right = Texts.random(bench, rows, 63 - alignment);
            Texts chosen = new Texts(bench.output(60L * rows), bench.output(4L * rows), bench.output(4L * rows));
            loop.apply(bits, left.data(), left.starts(), left.ends(), right.data(), right.starts(), right.ends(),
                    chosen.data(), chosen.starts(), chosen.ends(), rows);
            for (int row = 0; row < rows; row++) {
                assertThat(chosen.bytesAt(row)).isEqualTo((TwinTrials.bitAt(bits, row) ? left : right).bytesAt(row));
            }
        });
    }

    @Test
    void addsTheLengthsOfTexts() {
        TwinTrials.run(TextSizes.total(), (loop, rows, alignment, bench) -> {
            Texts texts = Texts.random(bench, rows, alignment);
            long expected = 0;
            for (int row = 0; row < rows; row++) {
                expected += texts.bytesAt(row).length;
            }
            TwinTrials.check(-1, loop.apply(texts.starts(), texts.ends(), rows), expected);
        });
    }
}
