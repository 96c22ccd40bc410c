// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.util.Optional;

import io.tidemill.Pair;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.memory.Schema;

/// Finds the columns of a Java type.
public final class Encodings {

    private Encodings() {}

    /// The one column of a class: of a wrapper, `String`, `byte[]` or a time.
    public static Schema ofValue(Class<?> javaType) {
        return of(javaType) instanceof ScalarEncoding<?> scalar ? scalar.schema() : refuse(javaType);
    }

    private static Schema refuse(Class<?> javaType) {
        throw new PlanException(
                "a value of %s is not one of a column: use a wrapper such as Long, String, byte[], BigDecimal, Instant, LocalDateTime, LocalDate or LocalTime"
                        .formatted(javaType.getName()));
    }

    /// The columns of a class: of a wrapper, `String`, `byte[]`, a time of `java.time`, or a record of these and of primitives. Throws a
    /// [PlanException] that says what to do about any other class.
    public static <T> Encoding<T> of(Class<T> javaType) {
        Optional<Component> component = Component.of(javaType, false);
        if (component.isPresent() && !javaType.isPrimitive()) {
            return new ScalarEncoding<>(javaType, component.get());
        }
        if (javaType == Row.class) {
            throw new PlanException("Row names no columns: give a Schema");
        }
        if (javaType == Pair.class) {
            throw new PlanException("Pair names no columns: use mapToPair(KeyClass, ValueClass, function)");
        }
        if (javaType.isRecord()) {
            return RecordEncoding.of(javaType);
        }
        throw new PlanException(
                "%s has no columns: use a wrapper such as Long, String, byte[], Instant, LocalDateTime, LocalDate, LocalTime or a record of these, or the untyped overload"
                        .formatted(javaType.getName()));
    }
}
