// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What written values are as values of columns, by the JDK.
public final class ValueReference {
    private static final String BARE_DECIMAL = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";

    private ValueReference() {}

    /// A value as it is written.
    ///
    /// @param text without quotes and escapes
    /// @param isPlain whether the text may be of any type
    /// @param wasEscaped whether it is a text with escapes
    /// @param elements of a list, null for one that is null; empty for what is no list
    public record Written(String text, boolean isPlain, boolean wasEscaped,
            Optional<List<@Nullable Written>> elements) {
        public Written(String text, boolean isPlain, boolean wasEscaped) {
            this(text, isPlain, wasEscaped, Optional.empty());
        }
    }

    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1;

        Bad(String reason) {
            super(reason);
        }
    }

    /// The row of some values, or why there is none.
    public static Object row(Schema schema, @Nullable Written[] found) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 0; column < found.length; column++) {
            Field field = schema.field(column);
            Written written = found[column];
            try {
                if (written == null && !field.nullable()) {
                    throw new Bad("no value");
                }
                row.add(written == null ? null : value(field.type(), written));
            } catch (Bad bad) {
                return "`" + field.name() + "`: " + bad.getMessage();
            }
        }
        return row;
    }

    private static Object value(Type type, Written written) throws Bad {
        return switch (type.kind()) {
            case UTF8 -> text(written);
            case INT8, INT16, INT32, INT64 -> integer(type, written);
            case FLOAT32, FLOAT64 -> real(type, written);
            case BOOL -> bool(written);
            case DECIMAL -> decimal(type, written);
            case TIMESTAMP -> micros(written, "not a timestamp");
            case TIMESTAMP_NTZ -> {
                boolean hasZone = written.text().length() > 11 && written.text().substring(11).matches(".*[Zz+-].*");
                if (hasZone) {
                    throw new Bad("not a timestamp_ntz");
                }
                yield micros(written, "not a timestamp_ntz");
            }
            case TIME -> micros(
                    new Written("1970-01-01T" + written.text(),
                            written.isPlain() && !written.text().matches(".*[Zz+-].*"), false),
                    "not a time");
            case DATE -> (int) Math.floorDiv(micros(written, "not a date"), 86_400_000_000L);
            case LIST -> list(type.elementType(), written);
            case BINARY, OBJECT -> throw new AssertionError(type);
        };
    }

    private static Object list(Type element, Written written) throws Bad {
        List<@Nullable Object> values = new ArrayList<>();
        for (Written one : written.elements().orElseThrow(() -> new Bad("not a list"))) {
            try {
                values.add(one == null ? null : value(element, one));
            } catch (Bad bad) {
                throw new Bad("an element that is no " + element);
            }
        }
        return values;
    }

    private static Object text(Written written) throws Bad {
        if (!UTF_8.newEncoder().canEncode(written.text())) {
            throw new Bad("half a surrogate pair");
        }
        return written.text();
    }

    private static Object bool(Written written) throws Bad {
        String lower = written.text().toLowerCase(Locale.ROOT);
        if (!written.isPlain() || !List.of("true", "false").contains(lower)) {
            throw new Bad("not a boolean");
        }
        return lower.equals("true");
    }

    private static Object integer(Type type, Written written) throws Bad {
        if (!written.isPlain() || !written.text().matches("[+-]?[0-9]+")) {
            throw new Bad("not an integer");
        }
        BigInteger value = new BigInteger(written.text());
        int bits = Byte.SIZE * type.byteWidth();
        if (value.bitLength() >= bits) {
            throw new Bad("beyond int" + bits);
        }
        return bits == 64 ? (Object) value.longValue() : (Object) value.intValue();
    }

    private static Object real(Type type, Written written) throws Bad {
        String text = written.text();
        boolean isSpecial = text.matches("NaN|[+-]?(Infinity|INF)");
        if (!written.isPlain() || !(isSpecial || text.matches(BARE_DECIMAL))) {
            throw new Bad("not a number");
        }
        String named = text.replace("INF", "Infinity");
        double value = type.equals(Type.FLOAT32) ? Float.parseFloat(named) : Double.parseDouble(named);
        if (Double.isInfinite(value) && !isSpecial) {
            throw new Bad("beyond " + type);
        }
        return type.equals(Type.FLOAT32) ? (Object) (float) value : (Object) value;
    }

    private static Object decimal(Type type, Written written) throws Bad {
        if (!written.isPlain() || !written.text().matches(BARE_DECIMAL)) {
            throw new Bad("no " + type);
        }
        try {
            BigDecimal value = new BigDecimal(written.text()).setScale(type.scale(), RoundingMode.UNNECESSARY);
            if (value.precision() > type.precision()) {
                throw new Bad("no " + type);
            }
            return value;
        } catch (ArithmeticException | NumberFormatException inexact) {
            throw new Bad("no " + type);
        }
    }

    private static long micros(Written written, String reason) throws Bad {
        String text = written.text();
        boolean looksRight = text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"
                + "([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?)?");
        if (!written.isPlain() || !looksRight) {
            throw new Bad(reason);
        }
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).toEpochDay() * 86_400_000_000L;
            }
            String iso = text.replace(' ', 'T').replace('t', 'T').replace('z', 'Z').replace(',', '.');
            int zone = Math.max(iso.indexOf('Z'), Math.max(iso.indexOf('+'), iso.indexOf('-', 11)));
            if (zone > 0 && iso.length() - zone == 5) {
                iso = iso.substring(0, zone + 3) + ":" + iso.substring(zone + 3);
            }
            if (zone > 0 && iso.length() - zone == 3) {
                iso += ":00";
            }
            OffsetDateTime moment = zone > 0 ? offset(iso, zone) : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
            return new BigDecimal(moment.toEpochSecond()).movePointRight(6).longValueExact() + moment.getNano() / 1000;
        } catch (DateTimeException none) {
            throw new Bad(reason);
        }
    }

    private static OffsetDateTime offset(String iso, int zone) {
        LocalDateTime time = LocalDateTime.parse(iso.substring(0, zone));
        return time.atOffset(ZoneOffset.of(iso.substring(zone)));
    }
}
