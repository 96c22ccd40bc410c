// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.Locale;

/// The type of a column.
///
/// Two types are the same when they are equal. Types with no parameters are constants of this class. A [Kind] says what the values
/// mean, a [Layout] only how they lie in memory: what merely moves values asks for the layout, and serves every type that is added.
public sealed interface Type {

    Type BOOL = new Plain(Kind.BOOL);
    Type INT8 = new Plain(Kind.INT8);
    Type INT16 = new Plain(Kind.INT16);
    Type INT32 = new Plain(Kind.INT32);
    Type INT64 = new Plain(Kind.INT64);
    Type FLOAT32 = new Plain(Kind.FLOAT32);
    Type FLOAT64 = new Plain(Kind.FLOAT64);
    /// Text as UTF-8 bytes, ordered by unsigned bytes.
    Type UTF8 = new Plain(Kind.UTF8);
    /// Bytes of any meaning, ordered without signs.
    Type BINARY = new Plain(Kind.BINARY);
    /// A moment in UTC: microseconds since 1970 as an int64.
    Type TIMESTAMP = new Plain(Kind.TIMESTAMP);
    /// What a calendar and a clock on some wall show, nobody knows where: microseconds since 1970 of that wall as an int64.
    Type TIMESTAMP_NTZ = new Plain(Kind.TIMESTAMP_NTZ);
    /// A day: days since 1970-01-01 as an int32.
    Type DATE = new Plain(Kind.DATE);
    /// A time of day: microseconds since midnight as an int64, always less than a day.
    Type TIME = new Plain(Kind.TIME);
    /// A Java value on the heap, as untyped lambdas make them.
    Type OBJECT = new Plain(Kind.OBJECT);

    /// How the values of a column lie in memory.
    enum Layout {
        /// A bit each.
        BITS,
        /// So many bytes each: [Type#byteWidth].
        FIXED,
        /// Bytes of any number, and where they start and end.
        BYTES,
        /// Values of another column, and where they start and end.
        LIST,
        /// Java objects.
        HEAP
    }

    /// What the values of a column are.
    enum Kind {
        BOOL(Layout.BITS, 0), INT8(Layout.FIXED, 1), INT16(Layout.FIXED, 2), INT32(Layout.FIXED, 4), INT64(Layout.FIXED,
                8), FLOAT32(Layout.FIXED, 4), FLOAT64(Layout.FIXED, 8), UTF8(Layout.BYTES, 0), BINARY(Layout.BYTES,
                        0), TIMESTAMP(Layout.FIXED, 8), TIMESTAMP_NTZ(Layout.FIXED,
                                8), DATE(Layout.FIXED, 4), TIME(Layout.FIXED, 8), LIST(Layout.LIST, 0), OBJECT(
                                        Layout.HEAP, 0);

        private final Layout layout;
        private final int byteWidth;

        Kind(Layout layout, int byteWidth) {
            this.layout = layout;
            this.byteWidth = byteWidth;
        }
    }

    Kind kind();

    default Layout layout() {
        return kind().layout;
    }

    /// Bytes of a value in its data buffer, or 0 where values have no width of their own (bits, text, lists, objects).
    default int byteWidth() {
        return kind().byteWidth;
    }

    default boolean isInteger() {
        return switch (kind()) {
            case INT8, INT16, INT32, INT64 -> true;
            default -> false;
        };
    }

    default boolean isFloat() {
        return kind() == Kind.FLOAT32 || kind() == Kind.FLOAT64;
    }

    default boolean isNumeric() {
        return isInteger() || isFloat();
    }

    static Type listOf(Type element) {
        return new ListOf(element);
    }

    /// A type without parameters: one of the constants above.
    record Plain(Kind kind) implements Type {
        public Plain {
            if (kind == Kind.LIST) {
                throw new IllegalArgumentException("a list has elements");
            }
        }

        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    /// Lists of values of one type.
    record ListOf(Type element) implements Type {
        @Override
        public Kind kind() {
            return Kind.LIST;
        }

        @Override
        public String toString() {
            return "list<" + element + ">";
        }
    }
}
