// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.List;

import io.tidemill.memory.Schema;

/// What a stream is made of. A stream that is used twice is one node with two parents.
public sealed interface Plan permits Plan.Scan, Plan.Union, Plan.OfOne, Plan.OfTwo {
    /// The columns that come out.
    Schema schema();

    /// Where the user built it.
    Site site();

    /// What comes in.
    default List<Plan> children() {
        return switch (this) {
            case Scan _ -> List.of();
            case Union union -> union.inputs();
            case OfTwo node -> List.of(node.left(), node.right());
            case OfOne node -> List.of(node.input());
        };
    }

    /// The same over other children: as many as there are, of the same columns.
    default Plan withChildren(List<Plan> children) {
        return switch (this) {
            case Scan scan -> scan;
            case Union union -> new Union(children, union.schema, union.site);
            case OfTwo node -> node.over(children.getFirst(), children.getLast());
            case OfOne node -> node.over(children.getFirst());
        };
    }

    /// A node with one child.
    sealed interface OfOne extends Plan permits Named, ColumnPlan, RowPlan {
        Plan input();

        /// The same over another input of the same columns.
        OfOne over(Plan other);
    }

    /// A node with two children.
    sealed interface OfTwo extends Plan permits JoinPlan {
        Plan left();

        Plan right();

        /// The same over other inputs of the same columns.
        OfTwo over(Plan otherLeft, Plan otherRight);
    }

    /// The rows of an input.
    ///
    /// @param index of the input among those of the context
    record Scan(int index, String name, Schema schema, Site site) implements Plan {}

    /// The rows of several streams of the same columns.
    record Union(List<Plan> inputs, Schema schema, Site site) implements Plan {
        public Union {
            inputs = List.copyOf(inputs);
        }
    }

    /// The input under a name of the user's.
    record Named(Plan input, String name) implements OfOne {
        @Override
        public Schema schema() {
            return input.schema();
        }

        @Override
        public Site site() {
            return input.site();
        }

        @Override
        public OfOne over(Plan other) {
            return new Named(other, name);
        }
    }
}
