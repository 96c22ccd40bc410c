// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Reduction;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.state.AverageTotal;
import io.tidemill.state.CountTotal;
import io.tidemill.state.FloatTotal;
import io.tidemill.state.IntegerTotal;
import io.tidemill.state.TextTotal;
import io.tidemill.state.Total;
import io.tidemill.state.Totals;

/// Which total an aggregate without keys is kept in.
final class AggregateTotals {
    private AggregateTotals() {}

    static Totals of(List<BoundAggregate> aggregates, Forge forge) {
        return new Totals(aggregates.stream().<Total<?>>map(aggregate -> of(aggregate, forge)).toList());
    }

    private static Total<?> of(BoundAggregate aggregate, Forge forge) {
        if (aggregate.function() == AggregateFunction.COUNT || aggregate.argument().isEmpty()) {
            return new CountTotal();
        }
        Type type = aggregate.argument().get().type();
        return switch (aggregate.function()) {
            case COUNT -> new CountTotal();
            case AVG -> new AverageTotal(type, forge);
            case SUM -> number(Reduction.SUM, type, forge);
            case MIN -> type.equals(Type.UTF8) ? new TextTotal(true) : number(Reduction.MIN, type, forge);
            case MAX -> type.equals(Type.UTF8) ? new TextTotal(false) : number(Reduction.MAX, type, forge);
        };
    }

    private static Total<?> number(Reduction reduction, Type type, Forge forge) {
        return type.isFloat() ? new FloatTotal(reduction, type, forge) : new IntegerTotal(reduction, type, forge);
    }

    static void countRows(Total<?> total, int rows) {
        if (total instanceof CountTotal count) {
            count.add(rows);
        }
    }
}
