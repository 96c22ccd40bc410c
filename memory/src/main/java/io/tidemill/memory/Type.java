// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.Locale;
import java.util.Optional;

/// The type of a column.
///
/// Two types are the same when they are equal. Types with no parameters are constants of this class. A [Kind] says what the values
/// mean, a [Layout] only how they lie in memory: what merely moves values asks for the layout, and serves every type that is added.
///
/// @param kind what the values are
/// @param element the type of the elements of a list, empty for every other kind
/// @param precision the most digits of a decimal, 0 for every other kind
/// @param scale how many of them stand behind the point
public record Type(Kind kind, Optional<Type> element, int precision, int scale) {
    /// The most digits of a decimal.
    public static final int MOST_DIGITS = 38;
    /// The most digits that an int64 holds, whichever they are: a decimal of more is *wide*, and has 16 bytes.
    public static final int MOST_NARROW_DIGITS = 18;
    private static final int WIDE_BYTES = 16;

    public static final Type BOOL = new Type(Kind.BOOL);
    public static final Type INT8 = new Type(Kind.INT8);
    public static final Type INT16 = new Type(Kind.INT16);
    public static final Type INT32 = new Type(Kind.INT32);
    public static final Type INT64 = new Type(Kind.INT64);
    public static final Type FLOAT32 = new Type(Kind.FLOAT32);
    public static final Type FLOAT64 = new Type(Kind.FLOAT64);
    /// Text as UTF-8 bytes, ordered by unsigned bytes.
    public static final Type UTF8 = new Type(Kind.UTF8);
    /// Bytes of any meaning, ordered without signs.
    public static final Type BINARY = new Type(Kind.BINARY);
    /// A moment in UTC: microseconds since 1970 as an int64.
    public static final Type TIMESTAMP = new Type(Kind.TIMESTAMP);
    /// What a calendar and a clock on some wall show, nobody knows where: microseconds since 1970 of that wall as an int64.
    public static final Type TIMESTAMP_NTZ = new Type(Kind.TIMESTAMP_NTZ);
    /// A day: days since 1970-01-01 as an int32.
    public static final Type DATE = new Type(Kind.DATE);
    /// A time of day: microseconds since midnight as an int64, always less than a day.
    public static final Type TIME = new Type(Kind.TIME);
    /// A Java value on the heap, as untyped lambdas make them.
    public static final Type OBJECT = new Type(Kind.OBJECT);

    /// How the values of a column lie in memory.
    public enum Layout {
        /// A bit each.
        BITS,
        /// So many bytes each: [Type#byteWidth].
        FIXED,
        /// Bytes of any number, and where they start and end: text, binary, and lists, each of which is a [PackedList].
        BYTES,
        /// Java objects.
        HEAP
    }

    /// What the values of a column are.
    public enum Kind {
        BOOL(Layout.BITS), INT8(1), INT16(2), INT32(4), INT64(8), FLOAT32(4), FLOAT64(8), UTF8(Layout.BYTES), BINARY(
                Layout.BYTES), TIMESTAMP(
                        8), TIMESTAMP_NTZ(8), DATE(4), TIME(8), DECIMAL(8), LIST(Layout.BYTES), OBJECT(Layout.HEAP);

        private final Layout layout;
        private final int byteWidth;

        Kind(Layout layout) {
            this.layout = layout;
            this.byteWidth = 0;
        }

        Kind(int byteWidth) {
            this.layout = Layout.FIXED;
            this.byteWidth = byteWidth;
        }
    }

    public Type {
        if ((kind == Kind.LIST) != element.isPresent()) {
            throw new IllegalArgumentException("a list, and only a list, has elements: " + kind + " of " + element);
        }
        element.ifPresent(Type::requireScalar);
        int fewest = kind == Kind.DECIMAL ? 1 : 0;
        int most = kind == Kind.DECIMAL ? MOST_DIGITS : 0;
        if (precision < fewest || precision > most || scale < 0 || scale > precision) {
            throw new IllegalArgumentException(
                    "no column holds %s(%d, %d): a decimal has 1 to %d digits, of which 0 to all stand behind the point"
                            .formatted(kind.name().toLowerCase(Locale.ROOT), precision, scale, MOST_DIGITS));
        }
    }

    private Type(Kind kind) {
        this(kind, Optional.empty(), 0, 0);
    }

    /// Decimal numbers, exact: an int64 of the smallest units, or a [WideInteger] of them where there are more than 18 digits.
    ///
    /// @param precision the most digits: 38
    /// @param scale how many of them stand behind the point
    public static Type decimal(int precision, int scale) {
        return new Type(Kind.DECIMAL, Optional.empty(), precision, scale);
    }

    /// Some values of another type, any of which may be null; no lists, and no Java objects.
    public static Type listOf(Type element) {
        return new Type(Kind.LIST, Optional.of(element), 0, 0);
    }

    private static void requireScalar(Type element) {
        if (element.isList() || element.kind == Kind.OBJECT) {
            throw new IllegalArgumentException("no column holds lists of %s: their elements are single values"
                    .formatted(element));
        }
    }

    public Layout layout() {
        return kind.layout;
    }

    /// Bytes of a value in its data buffer, or 0 where values have no width of their own (bits, text, lists, objects).
    public int byteWidth() {
        return isWide() ? WIDE_BYTES : kind.byteWidth;
    }

    public boolean isInteger() {
        return switch (kind) {
            case INT8, INT16, INT32, INT64 -> true;
            default -> false;
        };
    }

    public boolean isFloat() {
        return kind == Kind.FLOAT32 || kind == Kind.FLOAT64;
    }

    public boolean isDecimal() {
        return kind == Kind.DECIMAL;
    }

    /// Whether it is a decimal of more digits than an int64 holds.
    public boolean isWide() {
        return precision > MOST_NARROW_DIGITS;
    }

    public boolean isList() {
        return kind == Kind.LIST;
    }

    /// The type of the elements of a list.
    public Type elementType() {
        return element.orElseThrow(() -> new IllegalStateException(this + " is no list"));
    }

    /// Whether it is a machine's number, an integer or a float: not a decimal.
    public boolean isNumeric() {
        return isInteger() || isFloat();
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT) + (isDecimal() ? "(" + precision + "," + scale + ")" : "");
        return element.map(of -> name + "<" + of + ">").orElse(name);
    }
}
