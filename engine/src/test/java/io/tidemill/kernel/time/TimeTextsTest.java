// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tidemill.kernel.Texts;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TimeTextsTest {
    private static final LocalDateTime EPOCH = LocalDate.EPOCH.atStartOfDay();
    private static final List<String> NO_TIMES = List.of("", "2023", "2023-11-1", "2023-02-29", "2023-13-01",
            "2023-00-10",
            "2023-11-00", "2023-11-31", "2023/11/14", "x023-11-14", "2023-11-14 ", "2023-11-14 22:13",
            "2023-11-14 24:00:00",
            "2023-11-14 22:60:00", "2023-11-14 22:13:60", "2023-11-14 22:13:20.", "2023-11-14 22:13:20.1234567",
            "2023-11-14 22:13:20+01", "2023-11-14_22:13:20", "2023-11-14Z", "2023-11-14 22:13:20.x");
    private static final Map<String, LocalDateTime> TIMES = new LinkedHashMap<>(Map.of("2023-11-14 22:13:20",
            LocalDateTime.parse("2023-11-14T22:13:20"), "1969-07-20T20:17:40.5Z",
            LocalDateTime.parse("1969-07-20T20:17:40.5"),
            "0000-01-01 00:00:00", LocalDateTime.parse("0000-01-01T00:00:00"), "9999-12-31 23:59:59.999999",
            LocalDateTime.parse("9999-12-31T23:59:59.999999"), "  2024-02-29 ",
            LocalDateTime.parse("2024-02-29T00:00:00"),
            "2024-02-29 00:00:00.000001Z", LocalDateTime.parse("2024-02-29T00:00:00.000001")));

    private static String text(LocalDateTime time) {
        String fraction = "%09d".formatted(time.get(ChronoField.NANO_OF_SECOND)).replaceAll("0+$", "");
        String whole = time.toLocalDate()
                + " %02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
        return fraction.isEmpty() ? whole : whole + "." + fraction;
    }

    @Test
    void writesMomentsAndDays() {
        TwinTrials.run(TimeTexts.format(Type.TIMESTAMP), (loop, rows, alignment, bench) -> {
            long source = Values.column(bench, Type.TIMESTAMP, rows, alignment);
            Texts target = new Texts(bench.output((long) loop.roomOfRow() * rows), bench.output(4L * rows),
                    bench.output(4L * rows));
            loop.apply(source, target.data(), target.starts(), target.ends(), rows);
            for (int row = 0; row < rows; row++) {
                LocalDateTime time = EPOCH.plus(Memory.longAt(source + 8L * row), ChronoUnit.MICROS);
                assertThat(new String(target.bytesAt(row), UTF_8)).isEqualTo(text(time));
            }
        });
        TwinTrials.run(TimeTexts.format(Type.DATE), (loop, rows, alignment, bench) -> {
            long source = Values.column(bench, Type.DATE, rows, alignment);
            Texts target = new Texts(bench.output((long) loop.roomOfRow() * rows), bench.output(4L * rows),
                    bench.output(4L * rows));
            loop.apply(source, target.data(), target.starts(), target.ends(), rows);
            for (int row = 0; row < rows; row++) {
                assertThat(new String(target.bytesAt(row), UTF_8))
                        .isEqualTo(LocalDate.ofEpochDay(Memory.intAt(source + 4L * row)).toString());
            }
        });
    }

    @Test
    void readsMoments() {
        List<String> all = new ArrayList<>(NO_TIMES);
        all.remove("2023-11-14 ");
        all.addAll(TIMES.keySet());
        TwinTrials.run(TimeTexts.parse(Type.TIMESTAMP), (loop, rows, alignment, bench) -> {
            Texts source = Texts.of(bench, alignment, texts(all, rows));
            long target = bench.output(8L * rows);
            long bits = bench.output((rows + 7L) / 8);
            int missing = loop.apply(source.data(), source.starts(), source.ends(), target, bits, rows);
            for (int row = 0; row < rows; row++) {
                LocalDateTime expected = TIMES.get(all.get(row % all.size()));
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected != null);
                long micros = expected == null ? 0 : ChronoUnit.MICROS.between(EPOCH, expected);
                TwinTrials.check(row, Memory.longAt(target + 8L * row), micros);
                missing -= expected == null ? 1 : 0;
            }
            TwinTrials.checkBitsBehind(bits, rows);
            TwinTrials.check(-1, missing, 0);
        });
    }

    @Test
    void readsDays() {
        Map<String, LocalDate> days = Map.of("2023-11-14 ", LocalDate.parse("2023-11-14"), "2024-02-29",
                LocalDate.parse("2024-02-29"), "0000-01-01", LocalDate.parse("0000-01-01"));
        List<String> all = new ArrayList<>(NO_TIMES);
        all.addAll(List.of("2024-02-29", "0000-01-01", "2023-11-14 22:13:20"));
        TwinTrials.run(TimeTexts.parse(Type.DATE), (loop, rows, alignment, bench) -> {
            Texts source = Texts.of(bench, alignment, texts(all, rows));
            long target = bench.output(4L * rows);
            long bits = bench.output((rows + 7L) / 8);
            loop.apply(source.data(), source.starts(), source.ends(), target, bits, rows);
            for (int row = 0; row < rows; row++) {
                LocalDate expected = days.get(all.get(row % all.size()));
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected != null);
                TwinTrials.check(row, Memory.intAt(target + 4L * row), expected == null ? 0 : expected.toEpochDay());
            }
        });
    }

    @Test
    void readsAndWritesTimesOfDay() {
        Map<String, LocalTime> times = Map.of("22:13:20", LocalTime.parse("22:13:20"), " 00:00:00.000001 ",
                LocalTime.parse("00:00:00.000001"), "23:59:59.999999", LocalTime.parse("23:59:59.999999"));
        List<String> all = new ArrayList<>(List.of("", "22:13", "24:00:00", "22:60:00", "22:13:60", "22:13:20.",
                "22:13:20Z", "22:13:20.1234567", "2:13:20", "22.13.20", "2023-11-14 22:13:20"));
        all.addAll(times.keySet());
        TwinTrials.run(TimeTexts.parse(Type.TIME), (loop, rows, alignment, bench) -> {
            Texts source = Texts.of(bench, alignment, texts(all, rows));
            long target = bench.output(8L * rows);
            long bits = bench.output((rows + 7L) / 8);
            loop.apply(source.data(), source.starts(), source.ends(), target, bits, rows);
            for (int row = 0; row < rows; row++) {
                LocalTime expected = times.get(all.get(row % all.size()));
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected != null);
                TwinTrials.check(row, Memory.longAt(target + 8L * row),
                        expected == null ? 0 : expected.toNanoOfDay() / 1_000);
            }
        });
        TwinTrials.run(TimeTexts.format(Type.TIME), (loop, rows, alignment, bench) -> {
            long moments = Values.column(bench, Type.TIMESTAMP, rows, alignment);
            long source = bench.output(8L * rows);
            new ScalarTimeOfDay().apply(moments, source, rows);
            Texts target = new Texts(bench.output((long) loop.roomOfRow() * rows), bench.output(4L * rows),
                    bench.output(4L * rows));
            loop.apply(source, target.data(), target.starts(), target.ends(), rows);
            for (int row = 0; row < rows; row++) {
                LocalDateTime time = EPOCH.plus(Memory.longAt(moments + 8L * row), ChronoUnit.MICROS);
                assertThat(new String(target.bytesAt(row), UTF_8)).isEqualTo(text(time).replaceAll("^.* ", ""));
            }
        });
    }

    private static byte[][] texts(List<String> all, int rows) {
        byte[][] texts = new byte[rows][];
        for (int row = 0; row < rows; row++) {
            texts[row] = all.get(row % all.size()).getBytes(UTF_8);
        }
        return texts;
    }
}
