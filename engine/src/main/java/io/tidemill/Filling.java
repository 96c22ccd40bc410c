// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.FillPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.BoundAggregate;

/// What a user said of intervals without rows, and which of it goes together.
///
/// @param fills one for all aggregates, or one for each
record Filling(Duration atMost, List<Fill> fills, Site site) {
    /// By it rows for fills know their interval; no column of the user's has such a name.
    private static final String END = "\u0000end of the interval";

    Filling {
        fills = List.copyOf(fills);
    }

    /// What is to be aggregated for it as well.
    static List<Aggregate> withEnd(List<Aggregate> aggregates) {
        List<Aggregate> all = new ArrayList<>(aggregates);
        all.add(Aggregate.ofNoRows(AggregateFunction.WINDOW_END).as(END));
        return all;
    }

    /// @param aggregate whose last column is the end of the interval
    Plan of(ColumnPlan.Aggregate aggregate) {
        requireSettled(aggregate);
        int keys = aggregate.keys().size();
        List<Field> fields = new ArrayList<>(aggregate.schema().fields());
        fields.removeLast();
        List<BoundAggregate> aggregates = aggregate.aggregates().subList(0, aggregate.aggregates().size() - 1);
        long filled = aggregates.stream().filter(each -> !each.function().isOfWindow()).count();
        if (fills.size() != 1 && fills.size() != filled) {
            throw wrong("%d fills for %d aggregates: say one for all, or one for each".formatted(fills.size(), filled));
        }
        List<FillPlan.Value> values = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < aggregates.size(); i++) {
            AggregateFunction function = aggregates.get(i).function();
            if (function.isOfWindow()) {
                values.add(function == AggregateFunction.WINDOW_START
                        ? new FillPlan.Value.Start()
                        : new FillPlan.Value.End());
                continue;
            }
            Fill fill = fills.get(fills.size() == 1 ? 0 : next++);
            fields.set(keys + i, filled(fields.get(keys + i), fill));
            values.add(new FillPlan.Value.Of(fill));
        }
        long intervalMicros = intervalMicros(aggregate.window());
        long mostMicros = Durations.exactMicros("the time that is filled", atMost, site);
        if (mostMicros < intervalMicros || mostMicros % intervalMicros != 0) {
            throw wrong("what is filled at most, %s, is no multiple of the interval above 0".formatted(atMost));
        }
        return new ColumnPlan.Fill(aggregate,
                new FillPlan(keys, aggregate.window(), mostMicros / intervalMicros, values), new Schema(fields), site);
    }

    /// Refuses a window that is longer than its slide, or has none.
    void requireIntervals(Window window) {
        if (intervalMicros(window) == 0) {
            throw wrong("a %s has no intervals that could be filled: name one by sampleBy(...)".formatted(window));
        }
    }

    private void requireSettled(ColumnPlan.Aggregate aggregate) {
        if (aggregate.isRevised()) {
            throw wrong("only what is put out once can be filled: in output mode append, and without lateness");
        }
        if (aggregate.keys().isEmpty() && aggregate.window() instanceof Window.Sliding) {
            throw wrong(
                    "all rows of an interval of batch time are put out also when there are none: nothing is to fill");
        }
    }

    private static long intervalMicros(Window window) {
        return switch (window) {
            case Window.EventTime(_, long length, long slide, _) when length == slide -> length;
            case Window.Sliding(long length, long slide) when length == slide -> length;
            default -> 0;
        };
    }

    private Field filled(Field field, Fill fill) {
        return switch (fill) {
            case Fill.Nulls _ -> Field.nullable(field.name(), field.type());
            case Fill.Previous _ -> field;
            case Fill.Constant(Number constant) -> constant(field, constant);
            case Fill.Linear _ -> linear(field);
        };
    }

    private Field linear(Field field) {
        Type type = field.type();
        boolean isTime = switch (type.kind()) {
            case TIMESTAMP, TIMESTAMP_NTZ, TIME, DATE -> true;
            default -> false;
        };
        if (!type.isNumeric() && !type.isDecimal() && !isTime) {
            throw wrong("column `%s` is %s, which no linear fill is made for".formatted(field.name(), type));
        }
        return field;
    }

    private Field constant(Field field, Number constant) {
        Type type = field.type();
        if (!type.isNumeric() && !type.isDecimal()) {
            throw wrong("column `%s` is %s, which no constant fill is made for".formatted(field.name(), type));
        }
        if (type.isDecimal() && !holds(type, constant)) {
            throw wrong("column `%s` is %s and does not hold %s, which it is to be filled by".formatted(field.name(),
                    type, constant));
        }
        return field;
    }

    private static boolean holds(Type decimal, Number constant) {
        try {
            return new BigDecimal(constant.toString()).setScale(decimal.scale(), RoundingMode.UNNECESSARY)
                    .precision() <= decimal.precision();
        } catch (ArithmeticException | NumberFormatException inexact) {
            return false;
        }
    }

    private PlanException wrong(String message) {
        return new PlanException(message + " [" + site + "]");
    }
}
