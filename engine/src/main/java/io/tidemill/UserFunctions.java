// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import io.tidemill.codec.Encodings;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.plan.expr.UserFunction;
import io.tidemill.plan.expr.UserFunction.Body;
import io.tidemill.plan.expr.UserFunction.RowBody;

/// Functions of your own in expressions: a part of [Functions].
///
/// What one answers must follow from its arguments alone; it may be called on several threads at once, and is called only for rows
/// that no filter and no `when` before it has left out. Where an argument is null it is not called and the answer is null, unless it is
/// made [UserFunction#withNulls]. A row on which it throws is judged as one on which a lambda throws ([RowFailure]).
public abstract sealed class UserFunctions extends TextFunctions permits Functions {

    UserFunctions() {}

    /// A function of one column, called row by row: `udf("clean", s -> s.strip(), String.class, String.class)`, and then
    /// `clean.apply(col("text"))`.
    ///
    /// Classes are those of columns: wrappers, `String`, `byte[]`, `BigDecimal` (any decimal) and times. Null is an answer.
    ///
    /// @param name by which plans, journals and messages know it
    public static <A, R> UserFunction udf(String name, Function1<A, R> function, Class<A> argument, Class<R> result) {
        return rows(name, row -> function.apply(value(row, 0, argument)), result, argument);
    }

    /// A function of two columns, called row by row.
    public static <A, B, R> UserFunction udf(String name, Function2<A, B, R> function, Class<A> first, Class<B> second,
            Class<R> result) {
        return rows(name, row -> function.apply(value(row, 0, first), value(row, 1, second)), result, first, second);
    }

    /// A function of three columns, called row by row.
    public static <A, B, C, R> UserFunction udf(String name, Function3<A, B, C, R> function, Class<A> first,
            Class<B> second, Class<C> third, Class<R> result) {
        return rows(name, row -> function.apply(value(row, 0, first), value(row, 1, second), value(row, 2, third)),
                result, first, second, third);
    }

    /// A function of any number of columns, called row by row with a view of them, which is good for the call: reading it makes no objects.
    public static <R> UserFunction rowUdf(String name, Function1<Row, R> function, Class<R> result,
            Class<?>... arguments) {
        return rows(name, function::apply, result, arguments);
    }

    /// A function that is called for the rows of a chunk at once, with columns.
    public static UserFunction vectorizedUdf(String name, ColumnFunction function, Class<?> result,
            Class<?>... arguments) {
        return function(name, new Body.OfChunk(function), result, arguments);
    }

    /// An aggregate of your own: `udaf("product", new Product(), Double.class, Double.class)`, and then `product.apply(col("factor"))`.
    ///
    /// It takes part in windows, lanes, filters and keys as all others do; nulls are left out, and of no values it is null. A row whose value it
    /// refuses is judged as one on which a function throws ([RowFailure]).
    ///
    /// @param name by which plans, journals and messages know it
    @SuppressWarnings("unchecked") // of the classes that are given here
    public static <A, S, R> UserAggregate udaf(String name, Aggregator<A, S, R> aggregator, Class<A> argument,
            Class<R> result) {
        return new UserAggregate(name, List.of(type(argument)), false, type(result),
                (Aggregator<Object, Object, Object>) aggregator,
                UserAggregate.FEW_BYTES, CallSite.of("udaf " + name));
    }

    /// An aggregate of your own of any number of columns, which [Aggregator#accumulate] reads from a view of them that is good for the call:
    /// `rowUdaf("weighted", new Weighted(), Double.class, Double.class, Long.class)`, and then `weighted.apply(col("price"), col("size"))`.
    ///
    /// Rows where one of them is null are left out.
    @SuppressWarnings("unchecked") // it is handed rows
    public static <S, R> UserAggregate rowUdaf(String name, Aggregator<Row, S, R> aggregator, Class<R> result,
            Class<?>... arguments) {
        List<Type> types = Stream.of(arguments).map(UserFunctions::type).toList();
        return new UserAggregate(name, types, true, type(result),
                (Aggregator<Object, Object, Object>) (Aggregator<?, S, R>) aggregator, UserAggregate.FEW_BYTES,
                CallSite.of("udaf " + name));
    }

    private static UserFunction rows(String name, RowBody body, Class<?> result, Class<?>... arguments) {
        return function(name, new Body.OfRow(body), result, arguments);
    }

    private static UserFunction function(String name, Body body, Class<?> result, Class<?>... arguments) {
        List<Type> types = Stream.of(arguments).map(UserFunctions::type).toList();
        return new UserFunction(name, types, type(result), false, body, CallSite.of("udf " + name));
    }

    static Type type(Class<?> javaType) {
        return javaType == BigDecimal.class
                ? Type.decimal(Type.MOST_NARROW_DIGITS, 0)
                : Encodings.ofValue(javaType).field(0).type();
    }

    @SuppressWarnings("NullAway") // a function that asked for nulls gets them
    private static <A> A value(Row row, int column, Class<A> javaType) {
        return javaType.cast(row.valueAt(column));
    }
}
