// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.arrow;

import java.util.List;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Which Arrow type is which of ours.
public final class ArrowTypes {
    private static final int BITS_PER_BYTE = 8;
    /// Of a decimal in Arrow: two words, of which ours is the lower one up to 18 digits.
    static final int DECIMAL_BITS = 128;

    /// What the elements of lists are called.
    static final String ELEMENT = "item";

    private ArrowTypes() {}

    /// Our schema in Arrow's words.
    public static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
        return new org.apache.arrow.vector.types.pojo.Schema(
                schema.fields().stream().map(ArrowTypes::toArrow).toList());
    }

    private static org.apache.arrow.vector.types.pojo.Field toArrow(Field field) {
        FieldType type = new FieldType(field.nullable(), arrowType(field), null);
        return new org.apache.arrow.vector.types.pojo.Field(field.name(), type, field.type().isList()
                ? List.of(toArrow(Field.nullable(ELEMENT, field.type().elementType())))
                : List.of());
    }

    private static ArrowType arrowType(Field field) {
        return switch (field.type().kind()) {
            case BOOL -> ArrowType.Bool.INSTANCE;
            case INT8, INT16, INT32, INT64 -> new ArrowType.Int(field.type().byteWidth() * BITS_PER_BYTE, true);
            case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case UTF8 -> ArrowType.Utf8.INSTANCE;
            case BINARY -> ArrowType.Binary.INSTANCE;
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case TIMESTAMP_NTZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case DECIMAL -> new ArrowType.Decimal(field.type().precision(), field.type().scale(), DECIMAL_BITS);
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE);
            case LIST -> ArrowType.List.INSTANCE;
            case OBJECT -> throw new IllegalArgumentException(
                    "column `%s` is %s, which Arrow has no vector for here".formatted(field.name(), field.type()));
        };
    }

    /// Arrow's schema in our words; throws for a column of a type that we have not, and names it.
    public static Schema fromArrow(org.apache.arrow.vector.types.pojo.Schema schema) {
        return new Schema(schema.getFields()
                .stream()
                .map(field -> new Field(field.getName(), fromArrow(field), field.isNullable()))
                .toList());
    }

    private static Type fromArrow(org.apache.arrow.vector.types.pojo.Field field) {
        Type type = switch (field.getType()) {
            case ArrowType.Bool _ -> Type.BOOL;
            case ArrowType.Int number -> number.getIsSigned() ? signed(number.getBitWidth()) : null;
            case ArrowType.FloatingPoint number -> floating(number.getPrecision());
            case ArrowType.Utf8 _ -> Type.UTF8;
            case ArrowType.Binary _ -> Type.BINARY;
            case ArrowType.Timestamp moment -> moment.getUnit() == TimeUnit.MICROSECOND ? timestamp(moment) : null;
            case ArrowType.Date day -> day.getUnit() == DateUnit.DAY ? Type.DATE : null;
            case ArrowType.Decimal number -> decimal(number);
            case ArrowType.List _ -> list(field.getChildren().getFirst());
            case ArrowType.Time time -> time.getUnit() == TimeUnit.MICROSECOND ? Type.TIME : null;
            default -> null;
        };
        if (type == null) {
            throw new IllegalArgumentException("column `%s` is Arrow's %s, which no column here can hold"
                    .formatted(field.getName(), field.getType()));
        }
        return type;
    }

    /// Lists of lists are none of ours.
    private static @Nullable Type list(org.apache.arrow.vector.types.pojo.Field element) {
        return element.getType() instanceof ArrowType.List ? null : Type.listOf(fromArrow(element));
    }

    private static @Nullable Type decimal(ArrowType.Decimal number) {
        boolean fits = number.getBitWidth() == DECIMAL_BITS && number.getPrecision() <= Type.MOST_DIGITS
                && number.getScale() >= 0 && number.getScale() <= number.getPrecision();
        return fits ? Type.decimal(number.getPrecision(), number.getScale()) : null;
    }

    private static Type timestamp(ArrowType.Timestamp moment) {
        return moment.getTimezone() == null ? Type.TIMESTAMP_NTZ : Type.TIMESTAMP;
    }

    private static @Nullable Type signed(int bits) {
        return switch (bits) {
            case 8 -> Type.INT8;
            case 16 -> Type.INT16;
            case 32 -> Type.INT32;
            case 64 -> Type.INT64;
            default -> null;
        };
    }

    private static @Nullable Type floating(FloatingPointPrecision precision) {
        return switch (precision) {
            case SINGLE -> Type.FLOAT32;
            case DOUBLE -> Type.FLOAT64;
            case HALF -> null;
        };
    }
}
