// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.codec.RecordEncoding;
import io.tidemill.codec.RowEncoding;
import io.tidemill.codec.ScalarEncoding;
import io.tidemill.memory.Type;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;

/// Makes one stage of two row lambdas that stand on each other, so that the values between them never become columns.
///
/// Only where those values come back from columns as they went in: no pairs, whose keys become canonical, no rows, no timestamps,
/// which lose their nanoseconds, no dates, which may be refused, no records with text, which may not be well formed. Text alone
/// is made what it would come back as. A function that fails is still named with its own line.
final class FuseRowLambdas implements RewriteRule {

    @Override
    public Optional<Plan> apply(Plan.OfOne node) {
        return switch (node.input()) {
            case Plan.MapRows<?, ?> below when passesThrough(below.to()) -> onMap(node, below);
            case Plan.FlatMapRows<?, ?> below when passesThrough(below.to()) -> onFlatMap(node, below);
            default -> Optional.empty();
        };
    }

    private static boolean passesThrough(Encoding<?> encoding) {
        return switch (encoding) {
            case ObjectEncoding<?> _ -> true;
            case ScalarEncoding<?> scalar -> isText(scalar) || isPlain(scalar);
            case RecordEncoding<?> record -> isPlain(record);
            case RowEncoding _,PairEncoding<?, ?> _ -> false;
        };
    }

    private static boolean isPlain(Encoding<?> encoding) {
        return encoding.schema()
                .fields()
                .stream()
                .allMatch(field -> field.type().isNumeric() || field.type().equals(Type.BOOL));
    }

    private static boolean isText(Encoding<?> encoding) {
        return encoding instanceof ScalarEncoding<?> scalar && scalar.javaType() == String.class;
    }

    /// A value as it comes back from a column of an encoding.
    @SuppressWarnings("unchecked") // text is made of text
    private static <B> Function<B, B> passing(Encoding<B> encoding) {
        return isText(encoding) ? value -> (B) Fused.wellFormed((String) value) : Function.identity();
    }

    private static <A, B> Optional<Plan> onMap(Plan.OfOne node, Plan.MapRows<A, B> below) {
        Function<A, B> first = Fused.<A, B>guarded(below.function(), below).andThen(passing(below.to()));
        return switch (node) {
            case Plan.MapRows<?, ?> map -> Optional.of(mapOnMap(FuseRowLambdas.<B>reading(map), below, first));
            case Plan.FlatMapRows<?, ?> flatMap ->
                Optional.of(flatMapOnMap(FuseRowLambdas.<B>reading(flatMap), below, first));
            default -> Optional.empty();
        };
    }

    private static <A, B, C> Plan mapOnMap(Plan.MapRows<B, C> above, Plan.MapRows<A, B> below, Function<A, B> first) {
        Function<B, C> second = Fused.guarded(above.function(), above);
        return new Plan.MapRows<>(below.input(), below.from(), above.to(), value -> second.apply(first.apply(value)),
                both(below, above));
    }

    private static <A, B, C> Plan flatMapOnMap(Plan.FlatMapRows<B, C> above, Plan.MapRows<A, B> below,
            Function<A, B> first) {
        Function<B, Iterable<C>> second = Fused.guarded(above.function(), above);
        return new Plan.FlatMapRows<>(below.input(), below.from(), above.to(),
                value -> second.apply(first.apply(value)), both(below, above));
    }

    private static <A, B> Optional<Plan> onFlatMap(Plan.OfOne node, Plan.FlatMapRows<A, B> below) {
        Function<A, Iterable<B>> made = Fused.guarded(below.function(), below);
        Function<B, B> passing = passing(below.to());
        Function<A, Iterable<B>> first = isText(below.to())
                ? value -> Fused.mapped(made.apply(value), passing)
                : made;
        return switch (node) {
            case Plan.MapRows<?, ?> map -> Optional.of(mapOnFlatMap(FuseRowLambdas.<B>reading(map), below, first));
            case Plan.FlatMapRows<?, ?> flatMap ->
                Optional.of(flatMapOnFlatMap(FuseRowLambdas.<B>reading(flatMap), below, first));
            case Plan.FilterRows<?> filter ->
                Optional.of(filterOnFlatMap(FuseRowLambdas.<B>reading(filter), below, first));
            default -> Optional.empty();
        };
    }

    private static <A, B, C> Plan mapOnFlatMap(Plan.MapRows<B, C> above, Plan.FlatMapRows<A, B> below,
            Function<A, Iterable<B>> first) {
        Function<B, C> second = Fused.guarded(above.function(), above);
        return new Plan.FlatMapRows<>(below.input(), below.from(), above.to(),
                value -> Fused.mapped(first.apply(value), second), both(below, above));
    }

    private static <A, B, C> Plan flatMapOnFlatMap(Plan.FlatMapRows<B, C> above, Plan.FlatMapRows<A, B> below,
            Function<A, Iterable<B>> first) {
        Function<B, Iterable<C>> second = Fused.guarded(above.function(), above);
        return new Plan.FlatMapRows<>(below.input(), below.from(), above.to(),
                value -> Fused.flattened(first.apply(value), second),
                both(below, above));
    }

    private static <A, B> Plan filterOnFlatMap(Plan.FilterRows<B> above, Plan.FlatMapRows<A, B> below,
            Function<A, Iterable<B>> first) {
        Predicate<B> kept = Fused.guardedPredicate(above.predicate(), above);
        return new Plan.FlatMapRows<>(below.input(), below.from(), above.to(),
                value -> Fused.filtered(first.apply(value), kept), both(below, above));
    }

    // A stage reads what its input gives: the streams' types say so, and the plans do not remember it.

    @SuppressWarnings("unchecked")
    private static <B> Plan.MapRows<B, ?> reading(Plan.MapRows<?, ?> above) {
        return (Plan.MapRows<B, ?>) above;
    }

    @SuppressWarnings("unchecked")
    private static <B> Plan.FlatMapRows<B, ?> reading(Plan.FlatMapRows<?, ?> above) {
        return (Plan.FlatMapRows<B, ?>) above;
    }

    @SuppressWarnings("unchecked")
    private static <B> Plan.FilterRows<B> reading(Plan.FilterRows<?> above) {
        return (Plan.FilterRows<B>) above;
    }

    private static Site both(Plan below, Plan above) {
        Site lower = below.site();
        Site upper = above.site();
        String location = lower.location().equals(upper.location())
                ? lower.location()
                : lower.location() + ", " + upper.location();
        return new Site(lower.operation() + "+" + upper.operation(), location);
    }
}
