// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import io.tidemill.memory.Schema;
import io.tidemill.plan.TopRows;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.BoundOrder;

/// Where columns are once some are left out, and what is said of them then.
final class Places {
    private static final int NOWHERE = -1;
    private final int[] places; // by old place

    private Places(int[] places) {
        this.places = places;
    }

    /// All columns stay where they are.
    static Places same(int columns) {
        return new Places(IntStream.range(0, columns).toArray());
    }

    /// Only some columns are left, in their order.
    static Places of(BitSet left, int columns) {
        int[] places = new int[columns];
        Arrays.fill(places, NOWHERE);
        int next = 0;
        for (int column = left.nextSetBit(0); column >= 0; column = left.nextSetBit(column + 1)) {
            places[column] = next++;
        }
        return new Places(places);
    }

    boolean areSame() {
        return IntStream.range(0, places.length).allMatch(column -> places[column] == column);
    }

    /// Whether a column is there still.
    boolean has(int column) {
        return places[column] != NOWHERE;
    }

    int of(int column) {
        if (!has(column)) {
            throw new IllegalArgumentException("column %d was left out".formatted(column));
        }
        return places[column];
    }

    /// Those of some things, one a column, whose columns are left.
    <T> List<T> left(List<T> things) {
        return IntStream.range(0, places.length).filter(this::has).mapToObj(things::get).toList();
    }

    Schema of(Schema schema) {
        return areSame() ? schema : new Schema(left(schema.fields()));
    }

    List<Integer> ofAll(List<Integer> columns) {
        return columns.stream().map(this::of).toList();
    }

    Bound of(Bound expression) {
        return moved(expression, this::of);
    }

    List<Bound> of(List<Bound> expressions) {
        return expressions.stream().map(this::of).toList();
    }

    /// The same expression, whose columns are elsewhere.
    static Bound moved(Bound expression, IntUnaryOperator places) {
        return switch (expression) {
            case Bound.Column(int index, String name, var type, boolean nullable) ->
                new Bound.Column(places.applyAsInt(index), name, type, nullable);
            case Bound.Leaf leaf -> leaf;
            default -> expression.withChildren(
                    expression.children().stream().map(operand -> moved(operand, places)).toList());
        };
    }

    BoundAggregate of(BoundAggregate aggregate) {
        return new BoundAggregate(aggregate.function(), of(aggregate.arguments()), aggregate.condition().map(this::of),
                aggregate.type(), aggregate.nullable());
    }

    Optional<TopRows> of(Optional<TopRows> top) {
        return top.map(rows -> new TopRows(rows.most(),
                rows.order()
                        .stream()
                        .map(order -> new BoundOrder(of(order.by()), order.descending(), order.nullsAreFirst()))
                        .toList(),
                rows.latestFirst(), rows.columns().stream().map(column -> (Bound.Column) of((Bound) column)).toList()));
    }

    Window of(Window window) {
        return window instanceof Window.OfEventTime ofTime ? of(ofTime) : window;
    }

    Window.OfEventTime of(Window.OfEventTime window) {
        return switch (window) {
            case Window.EventTime eventTime -> of(eventTime);
            case Window.Session(int column, long gap, long most) -> new Window.Session(of(column), gap, most);
        };
    }

    Window.EventTime of(Window.EventTime window) {
        return new Window.EventTime(of(window.column()), window.lengthMicros(), window.slideMicros(),
                window.latenessMicros());
    }
}
