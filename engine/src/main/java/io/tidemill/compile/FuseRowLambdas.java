// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.codec.RecordEncoding;
import io.tidemill.codec.RowEncoding;
import io.tidemill.codec.ScalarEncoding;
import io.tidemill.memory.Type;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;

/// Makes one stage of row lambdas that stand on each other, so that the values between them never become columns.
///
/// Only where those values come back from columns as they went in: no pairs, whose keys become canonical, no rows, no timestamps,
/// which lose their nanoseconds, no dates, which may be refused, no records with text, which may not be well formed. Text alone
/// is made what it would come back as. A filter joins those below only if they give their values one by one: else it narrows a
/// selection, and moves none. Each function keeps the name that it would have alone, and its rows.
final class FuseRowLambdas implements RewriteRule {

    @Override
    public Optional<Plan> apply(Plan.OfOne node) {
        return switch (node.input()) {
            case RowPlan.MapRows<?, ?> below -> fused(node, below, below.from(), List.of(below));
            case RowPlan.FlatMapRows<?, ?> below -> fused(node, below, below.from(), List.of(below));
            case RowPlan.FusedRows<?, ?> below -> fused(node, below, below.from(), below.functions());
            default -> Optional.empty();
        };
    }

    private static Optional<Plan> fused(Plan.OfOne node, RowPlan below, Encoding<?> from,
            List<RowPlan> functions) {
        boolean joins = switch (node) {
            case RowPlan.MapRows<?, ?> _,RowPlan.FlatMapRows<?, ?> _ -> true;
            case RowPlan.FilterRows<?> _ -> functions.stream().anyMatch(RowPlan.FlatMapRows.class::isInstance);
            default -> false;
        };
        if (!joins || !passesThrough(below.to())) {
            return Optional.empty();
        }
        RowPlan above = (RowPlan) node;
        return Optional.of(new RowPlan.FusedRows<>(below.children().getFirst(), from, above.to(),
                Stream.concat(functions.stream(), Stream.of(above)).toList(), both(below, above)));
    }

    private static boolean passesThrough(Encoding<?> encoding) {
        return switch (encoding) {
            case ObjectEncoding<?> _ -> true;
            case ScalarEncoding<?> scalar -> scalar.javaType() == String.class || isPlain(scalar);
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

    private static Site both(Plan below, Plan above) {
        Site lower = below.site();
        Site upper = above.site();
        String location = lower.location().equals(upper.location())
                ? lower.location()
                : lower.location() + ", " + upper.location();
        return new Site(lower.operation() + "+" + upper.operation(), location);
    }
}
