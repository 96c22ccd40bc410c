// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.Shapes;
import io.tidemill.kernel.Texts;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class NumberTextsTest {
    private static final List<String> NUMBERS = List.of("0", "-0", "7", "+7", "--7", "-128", "-129", "127", "128",
            "32767",
            "-32769", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808",
            "-9223372036854775808", "-9223372036854775809", "0000000000000000000000012", "99999999999999999999",
            " 12  ",
            "", "-", "+", " ", "1 2", "1.5", ".5", "5.", ".", "1e3", "1E-3", "1e", "e3", "1d", "0x1p3", "NaN",
            "Infinity",
            "-Infinity", "nan", "\t1", "1e400", "4.9e-324", "12é");

    private static String text(Type type, long source, int row) {
        return switch (type.kind()) {
            case FLOAT32 -> Float.toString(Memory.floatAt(source + 4L * row));
            case FLOAT64 -> Double.toString(Memory.doubleAt(source + 8L * row));
            default -> Long.toString(Values.integer(type, source, row));
        };
    }

    @Test
    void writesNumbersAsJavaDoes() {
        for (Type type : Shapes.NUMBERS) {
            TwinTrials.run(NumberTexts.format(type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                Texts target = new Texts(bench.output((long) loop.roomOfRow() * rows), bench.output(4L * rows),
                        bench.output(4L * rows));
                loop.apply(source, target.data(), target.starts(), target.ends(), rows);
                for (int row = 0; row < rows; row++) {
                    assertThat(new String(target.bytesAt(row), UTF_8)).isEqualTo(text(type, source, row));
                }
            });
        }
    }

    private static Optional<Number> number(Type type, String text) {
        String trimmed = text.replaceAll("^ +| +$", "");
        if (type.isFloat()) {
            boolean isNumber = trimmed.matches("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|NaN|-?Infinity");
            if (!isNumber) {
                return Optional.empty();
            }
            return type.byteWidth() == 4 ? Optional.of(Float.valueOf(trimmed)) : Optional.of(Double.valueOf(trimmed));
        }
        return trimmed.matches("[+-]?[0-9]+")
                ? Optional.<Number>of(new BigInteger(trimmed))
                        .filter(
                                value -> ((BigInteger) value).bitLength() < 8 * type.byteWidth())
                : Optional.empty();
    }

    @Test
    void readsWhatIsANumberThatFits() {
        for (Type type : Shapes.NUMBERS) {
            TwinTrials.run(NumberTexts.parse(type), (loop, rows, alignment, bench) -> {
                List<String> texts = new ArrayList<>();
                for (int row = 0; row < rows; row++) {
                    texts.add(NUMBERS.get(bench.random.nextInt(NUMBERS.size())));
                }
                Texts source = Texts.of(bench, alignment,
                        texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new));
                long target = bench.output((long) type.byteWidth() * rows);
                long bits = bench.output((rows + 7L) / 8);
                int missing = loop.apply(source.data(), source.starts(), source.ends(), target, bits, rows);
                for (int row = 0; row < rows; row++) {
                    Optional<Number> expected = number(type, texts.get(row));
                    TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected.isPresent());
                    Number value = expected.orElse(0);
                    if (type.isFloat()) {
                        assertThat(Values.real(type, target, row)).as(texts.get(row))
                                .isEqualTo((Double) value.doubleValue());
                    } else {
                        TwinTrials.check(row, Values.integer(type, target, row), value.longValue());
                    }
                    missing -= expected.isPresent() ? 0 : 1;
                }
                TwinTrials.checkBitsBehind(bits, rows);
                TwinTrials.check(-1, missing, 0);
            });
        }
    }
}
