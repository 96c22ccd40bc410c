// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.tidemill.Decimal;
import io.tidemill.PlanException;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;

/// Records of one column a component, named like it. Components of reference types may be null.
public record RecordEncoding<T>(Class<T> javaType, Schema schema) implements Encoding<T> {

    static <T> RecordEncoding<T> of(Class<T> javaType) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : javaType.getRecordComponents()) {
            fields.add(component(javaType, component).field(component.getName()));
        }
        if (fields.isEmpty()) {
            throw new PlanException("the record %s has no components, and so no columns".formatted(javaType.getName()));
        }
        if (fields.size() > BlockWriter.MAX_COLUMNS) {
            throw new PlanException(
                    "the record %s has %d components: %d is the most".formatted(javaType.getName(), fields.size(),
                            BlockWriter.MAX_COLUMNS));
        }
        lookup(javaType);
        return new RecordEncoding<>(javaType, new Schema(fields));
    }

    @Override
    public RowCodec<T> codecAt(int firstColumn) {
        return CodecStamp.codec(javaType, firstColumn, schema, () -> handles(firstColumn));
    }

    private CodecStamp.Handles handles(int firstColumn) {
        Lookup lookup = lookup(javaType);
        try {
            return new CodecStamp.Handles(writer(lookup, firstColumn), reader(lookup, firstColumn));
        } catch (IllegalAccessException | NoSuchMethodException impossible) {
            throw new LinkageError(javaType.getName(), impossible);
        }
    }

    @Override
    public String typeName() {
        return javaType.getSimpleName();
    }

    /// `(T, BlockWriter) -> boolean`: each component in turn, as long as they fit.
    private MethodHandle writer(Lookup lookup, int firstColumn) throws IllegalAccessException {
        RecordComponent[] components = javaType.getRecordComponents();
        MethodType type = MethodType.methodType(boolean.class, javaType, BlockWriter.class);
        MethodHandle fits = MethodHandles.dropArguments(MethodHandles.constant(boolean.class, true), 0,
                type.parameterList());
        MethodHandle full = MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0,
                type.parameterList());
        MethodHandle chain = fits;
        for (int i = components.length - 1; i >= 0; i--) {
            MethodHandle accessor = lookup.unreflect(components[i].getAccessor());
            MethodHandle write = component(javaType, components[i]).writer(firstColumn + i);
            MethodHandle step = MethodHandles.filterArguments(write, 0, accessor);
            chain = MethodHandles.guardWithTest(step, chain, full);
        }
        return chain;
    }

    /// `(Chunk, int row) -> T`.
    private MethodHandle reader(Lookup lookup, int firstColumn) throws IllegalAccessException, NoSuchMethodException {
        RecordComponent[] components = javaType.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        MethodHandle all = RecordFailure
                .marking(lookup.findConstructor(javaType, MethodType.methodType(void.class, types)));
        for (int i = components.length - 1; i >= 0; i--) {
            all = MethodHandles.collectArguments(all, i, component(javaType, components[i]).reader(firstColumn + i));
        }
        int[] order = new int[2 * components.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i & 1;
        }
        return MethodHandles.permuteArguments(all, MethodType.methodType(javaType, Chunk.class, int.class), order);
    }

    private static Component component(Class<?> owner, RecordComponent component) {
        if (component.getType() == BigDecimal.class && component.getAnnotation(Decimal.class) == null) {
            throw new PlanException(
                    "component `%s` of the record %s is a BigDecimal, and says no digits: write @Decimal(precision = 18, scale = 2) BigDecimal %s"
                            .formatted(component.getName(), owner.getName(), component.getName()));
        }
        try {
            return found(owner, component);
        } catch (IllegalArgumentException unfit) {
            throw new PlanException("component `%s` of the record %s: %s".formatted(component.getName(),
                    owner.getName(), unfit.getMessage()), unfit);
        }
    }

    private static Component found(Class<?> owner, RecordComponent component) {
        return Component.of(component)
                .orElseThrow(() -> new PlanException(
                        "component `%s` of the record %s is a %s, which has no column: a component may be a primitive, its wrapper, String, byte[], Instant, LocalDateTime, LocalDate or LocalTime, or a List of these"
                                .formatted(component.getName(), owner.getName(),
                                        component.getGenericType().getTypeName())));
    }

    private static Lookup lookup(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException closed) {
            throw new PlanException("the record %s is out of reach: let its module open package %s to Tidemill"
                    .formatted(type.getName(),
                            type.getPackageName()),
                    closed);
        }
    }
}
