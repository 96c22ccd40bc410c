// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import io.tidemill.memory.Type;

/// The types of columns as bytes of a header, which must never change their meaning.
final class TypeCode {
    private static final int DECIMAL = 14;
    private static final int LIST = 15;

    private TypeCode() {}

    /// Writes the code, and behind that of a decimal its precision and its scale, behind that of a list its elements' type.
    static void put(Type type, RecordFrame frame) {
        frame.putByte(of(type));
        if (type.isDecimal()) {
            frame.putByte(type.precision());
            frame.putByte(type.scale());
        }
        if (type.isList()) {
            put(type.elementType(), frame);
        }
    }

    private static int of(Type type) {
        return switch (type.kind()) {
            case BOOL -> 1;
            case INT8 -> 2;
            case INT16 -> 3;
            case INT32 -> 4;
            case INT64 -> 5;
            case FLOAT32 -> 6;
            case FLOAT64 -> 7;
            case UTF8 -> 8;
            case TIMESTAMP -> 9;
            case DATE -> 10;
            case TIME -> 11;
            case TIMESTAMP_NTZ -> 12;
            case BINARY -> 13;
            case DECIMAL -> DECIMAL;
            case LIST -> LIST;
            case OBJECT -> throw new IllegalArgumentException("a journal keeps no column of type " + type);
        };
    }

    static Type read(PayloadCursor cursor) {
        int code = cursor.unsignedByte();
        return code == LIST ? Type.listOf(scalar(cursor, cursor.unsignedByte())) : scalar(cursor, code);
    }

    private static Type scalar(PayloadCursor cursor, int code) {
        return switch (code) {
            case 1 -> Type.BOOL;
            case 2 -> Type.INT8;
            case 3 -> Type.INT16;
            case 4 -> Type.INT32;
            case 5 -> Type.INT64;
            case 6 -> Type.FLOAT32;
            case 7 -> Type.FLOAT64;
            case 8 -> Type.UTF8;
            case 9 -> Type.TIMESTAMP;
            case 10 -> Type.DATE;
            case 11 -> Type.TIME;
            case 12 -> Type.TIMESTAMP_NTZ;
            case 13 -> Type.BINARY;
            case DECIMAL -> decimal(cursor, cursor.unsignedByte(), cursor.unsignedByte());
            default -> throw cursor.corruption("no type of a column has the code " + code);
        };
    }

    private static Type decimal(PayloadCursor cursor, int precision, int scale) {
        if (precision < 1 || precision > Type.MOST_DIGITS || scale > precision) {
            throw cursor.corruption("no decimal has %d digits, and %d behind the point".formatted(precision, scale));
        }
        return Type.decimal(precision, scale);
    }
}
