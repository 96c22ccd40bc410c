// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.RowEncoding;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Slides;

/// Puts streams together: of one context, one slide and the same columns.
final class Unions {

    private Unions() {}

    static <T> DStream<T> of(DStream<T> first, List<? extends DStream<T>> others, Site site) {
        List<Plan> inputs = new ArrayList<>();
        inputs.add(first.plan);
        Schema schema = first.schema();
        for (DStream<T> other : others) {
            if (other.context != first.context) {
                throw new PlanException("%s and %s belong to different contexts [%s]".formatted(Labels.of(first.plan),
                        Labels.of(other.plan), site));
            }
            Slides.requireSame(first.plan, other.plan, "a union", site);
            Plan input = encodedAs(first.encoding, other, site);
            schema = common(schema, input.schema(), first, other, site);
            inputs.add(input);
        }
        return first.derive(new Plan.Union(inputs, schema, site), encoding(first.encoding, schema));
    }

    /// The other stream in the columns of the first: values of one Java type may lie in columns in two ways.
    private static <T> Plan encodedAs(Encoding<T> wanted, DStream<T> other, Site site) {
        boolean same = other.encoding.equals(wanted) || wanted instanceof RowEncoding;
        return same ? other.plan : new RowPlan.MapRows<>(other.plan, other.encoding, wanted, value -> value, site);
    }

    private static Schema common(Schema left, Schema right, DStream<?> first, DStream<?> other, Site site) {
        List<Field> fields = new ArrayList<>();
        boolean same = left.size() == right.size();
        for (int column = 0; same && column < left.size(); column++) {
            Field field = left.field(column);
            Field otherField = right.field(column);
            same = field.name().equals(otherField.name()) && field.type().equals(otherField.type());
            fields.add(new Field(field.name(), field.type(), field.nullable() || otherField.nullable()));
        }
        if (!same) {
            throw new PlanException("a union needs the same columns, but %s has %s and %s has %s [%s]".formatted(
                    Labels.of(first.plan), left.fields(),
                    Labels.of(other.plan), right.fields(), site));
        }
        return new Schema(fields);
    }

    /// An encoding after the nullability of columns has changed.
    @SuppressWarnings("unchecked") // a row encoding is one of rows
    static <T> Encoding<T> encoding(Encoding<T> first, Schema schema) {
        return first instanceof RowEncoding ? (Encoding<T>) new RowEncoding(schema) : first;
    }
}
