// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tidemill.Decimal;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Type;

/// A Java type that is one column: the column's type, and handles that write and read a value.
///
/// @param javaType the declared type: a primitive, its wrapper, `BigDecimal`, `String`, `byte[]`, `Instant`, `LocalDateTime`, `LocalDate` or `LocalTime`, or a
///         `List` of these
/// @param nullable whether null has a place in the column; else writing one throws
record Component(Class<?> javaType, Type type, boolean nullable) {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Map<Class<?>, Type> TYPES = Map.ofEntries(Map.entry(boolean.class, Type.BOOL),
            Map.entry(byte.class, Type.INT8), Map.entry(short.class, Type.INT16), Map.entry(int.class, Type.INT32),
            Map.entry(long.class, Type.INT64), Map.entry(float.class, Type.FLOAT32),
            Map.entry(double.class, Type.FLOAT64), Map.entry(String.class, Type.UTF8),
            Map.entry(byte[].class, Type.BINARY), Map.entry(Instant.class, Type.TIMESTAMP),
            Map.entry(LocalDateTime.class, Type.TIMESTAMP_NTZ), Map.entry(LocalDate.class, Type.DATE),
            Map.entry(LocalTime.class, Type.TIME));

    /// The component of a declared type, if there is a column for it. Only reference types can be nullable.
    static Optional<Component> of(Class<?> javaType, boolean nullable) {
        return Optional.ofNullable(TYPES.get(unboxed(javaType)))
                .map(type -> new Component(javaType, type, nullable && !javaType.isPrimitive()));
    }

    /// The component of a record: as [#of(Class, boolean)], a `BigDecimal` that says its digits, and a `List` of either.
    static Optional<Component> of(RecordComponent component) {
        if (component.getType() == List.class) {
            return elementClass(component.getGenericType()).flatMap(element -> scalar(element, component))
                    .map(element -> new Component(List.class, Type.listOf(element.type()), true));
        }
        return scalar(component.getType(), component);
    }

    private static Optional<Component> scalar(Class<?> javaType, RecordComponent component) {
        Decimal digits = component.getAnnotation(Decimal.class);
        if (digits == null || javaType != BigDecimal.class) {
            return of(javaType, true);
        }
        return Optional.of(
                new Component(BigDecimal.class, Type.decimal(digits.precision(), digits.scale()), true));
    }

    /// What a list is declared to hold, if that is a class.
    private static Optional<Class<?>> elementClass(java.lang.reflect.Type list) {
        return list instanceof ParameterizedType of && of.getActualTypeArguments()[0] instanceof Class<?> element
                ? Optional.of(element)
                : Optional.empty();
    }

    Field field(String name) {
        return new Field(name, type, nullable);
    }

    /// `(javaType, BlockWriter) -> boolean`: false if text does not fit.
    MethodHandle writer(int column) {
        MethodHandle write = find("write",
                MethodType.methodType(boolean.class, unboxed(javaType), BlockWriter.class, int.class));
        write = MethodHandles.insertArguments(write, 2, column);
        if (javaType.isPrimitive()) {
            return write;
        }
        MethodHandle ofNull = find(nullable ? "writeNull" : "refuseNull",
                MethodType.methodType(boolean.class, BlockWriter.class, int.class));
        ofNull = MethodHandles.dropArguments(MethodHandles.insertArguments(ofNull, 1, column), 0, javaType);
        MethodHandle isNull = find("isNull", MethodType.methodType(boolean.class, Object.class));
        return MethodHandles.guardWithTest(isNull.asType(MethodType.methodType(boolean.class, javaType)), ofNull,
                write.asType(write.type().changeParameterType(0, javaType)));
    }

    /// `(Chunk, int row) -> javaType`.
    MethodHandle reader(int column) {
        Class<?> plain = unboxed(javaType);
        MethodHandle read = find("read" + capitalized(plain == byte[].class ? "bytes" : plain.getSimpleName()),
                MethodType.methodType(plain, Chunk.class, int.class, int.class));
        read = MethodHandles.insertArguments(read, 1, column);
        read = read.asType(read.type().changeReturnType(javaType));
        if (!nullable) {
            return read;
        }
        MethodHandle isNull = find("isNull", MethodType.methodType(boolean.class, Chunk.class, int.class, int.class));
        MethodHandle ofNull = MethodHandles.dropArguments(MethodHandles.zero(javaType), 0, Chunk.class, int.class);
        return MethodHandles.guardWithTest(MethodHandles.insertArguments(isNull, 1, column), ofNull, read);
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Class<?> unboxed(Class<?> type) {
        return MethodType.methodType(type).unwrap().returnType();
    }

    private static MethodHandle find(String name, MethodType type) {
        try {
            return LOOKUP.findStatic(Fields.class, name, type);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(name + type, missing);
        }
    }
}
