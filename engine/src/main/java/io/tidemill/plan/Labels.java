// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

/// What messages call a stream.
public final class Labels {

    private Labels() {}

    /// The name that the user gave, or that of the input, as long as the columns are the same; else the operation that made them.
    public static String of(Plan plan) {
        return switch (plan) {
            case Plan.Scan scan -> scan.name();
            case Plan.Named named -> named.name();
            case ColumnPlan.Filter filter -> of(filter.input());
            case RowPlan.FilterRows<?> filter -> of(filter.input());
            case ColumnPlan.WindowRows rows -> of(rows.input());
            case Plan.Union union -> of(union.inputs().getFirst());
            case Plan.OfTwo node -> node.site().operation();
            case Plan.OfOne node -> node.site().operation();
        };
    }

    /// The nearest name above: that of the user, or of the input.
    public static String origin(Plan plan) {
        return switch (plan) {
            case Plan.Scan scan -> scan.name();
            case Plan.Named named -> named.name();
            case Plan.Union union -> origin(union.inputs().getFirst());
            case Plan.OfTwo node -> origin(node.left());
            case Plan.OfOne node -> origin(node.input());
        };
    }
}
