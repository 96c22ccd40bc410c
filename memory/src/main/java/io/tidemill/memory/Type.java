// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.Locale;
import java.util.Optional;

/// The type of a column.
///
/// Two types are the same when they are equal. Types with no parameters are constants of this class.
///
/// @param kind what the values are
/// @param element the type of the elements of a list, empty for every other kind
public record Type(Kind kind, Optional<Type> element) {

    public static final Type BOOL = new Type(Kind.BOOL);
    public static final Type INT8 = new Type(Kind.INT8);
    public static final Type INT16 = new Type(Kind.INT16);
    public static final Type INT32 = new Type(Kind.INT32);
    public static final Type INT64 = new Type(Kind.INT64);
    public static final Type FLOAT32 = new Type(Kind.FLOAT32);
    public static final Type FLOAT64 = new Type(Kind.FLOAT64);
    /// Text as UTF-8 bytes, ordered by unsigned bytes.
    public static final Type UTF8 = new Type(Kind.UTF8);
    /// A moment in UTC: microseconds since 1970 as an int64.
    public static final Type TIMESTAMP = new Type(Kind.TIMESTAMP);
    /// A day: days since 1970-01-01 as an int32.
    public static final Type DATE = new Type(Kind.DATE);
    /// A Java value on the heap, as untyped lambdas make them.
    public static final Type OBJECT = new Type(Kind.OBJECT);

    /// What the values of a column are.
    public enum Kind {
        BOOL(0), INT8(1), INT16(2), INT32(4), INT64(8), FLOAT32(4), FLOAT64(8), UTF8(0), TIMESTAMP(8), DATE(4), LIST(
                0), OBJECT(0);

        private final int byteWidth;

        Kind(int byteWidth) {
            this.byteWidth = byteWidth;
        }

        /// Bytes of a value in its data buffer, or 0 where values have no width of their own (bits, text, lists, objects).
        public int byteWidth() {
            return byteWidth;
        }
    }

    public Type {
        if ((kind == Kind.LIST) != element.isPresent()) {
            throw new IllegalArgumentException("a list, and only a list, has elements: " + kind + " of " + element);
        }
    }

    private Type(Kind kind) {
        this(kind, Optional.empty());
    }

    public static Type listOf(Type element) {
        return new Type(Kind.LIST, Optional.of(element));
    }

    /// Bytes of a value in its data buffer, or 0 where values have no width of their own.
    public int byteWidth() {
        return kind.byteWidth();
    }

    public boolean isInteger() {
        return kind == Kind.INT8 || kind == Kind.INT16 || kind == Kind.INT32 || kind == Kind.INT64;
    }

    public boolean isFloat() {
        return kind == Kind.FLOAT32 || kind == Kind.FLOAT64;
    }

    public boolean isNumeric() {
        return isInteger() || isFloat();
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return element.map(e -> name + "<" + e + ">").orElse(name);
    }
}
