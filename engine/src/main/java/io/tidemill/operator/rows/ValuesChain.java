// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.ScalarEncoding;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.plan.UserCode;

/// Joins functions to a chain of values, of which each pulls on the one before it.
///
/// @param <B> what comes out of the last one
final class ValuesChain<B> {
    private final OperatorContext context;
    private final List<RowFunction> functions;
    private final List<HandedRows> handed;
    private final Owned owned;
    private final int maker; // the last function that makes values: what it makes is written

    ValuesChain(OperatorContext context, List<RowFunction> functions, Owned owned) {
        this.context = context;
        this.functions = functions;
        this.owned = owned;
        this.handed = functions.stream().map(function -> new HandedRows(context, function.code())).toList();
        int makes = functions.size() - 1;
        while (makes > 0 && functions.get(makes) instanceof RowFunction.Filtering) {
            makes--;
        }
        this.maker = makes;
    }

    /// The rows of the first function.
    HandedRows first() {
        return handed.getFirst();
    }

    /// The rows of the last function.
    HandedRows last() {
        return handed.getLast();
    }

    /// Who made the values that come out.
    UserCode maker() {
        return functions.get(maker).code();
    }

    /// What comes out where these values go in.
    @SuppressWarnings("unchecked") // each function takes what the one before it gives: the streams' types say so
    Values<B> over(Values<?> rows) {
        Values<?> values = rows;
        for (int i = 0; i < functions.size(); i++) {
            values = switch (functions.get(i)) {
                case RowFunction.Mapping<?, ?> mapping -> mapped(mapping, values, i);
                case RowFunction.Flattening<?, ?> flattening -> flattened(flattening, values, i);
                case RowFunction.Filtering<?> filtering -> filtered(filtering, values, i);
            };
        }
        return (Values<B>) values;
    }

    @SuppressWarnings("unchecked")
    private <X, Y> Values<Y> mapped(RowFunction.Mapping<X, Y> mapping, Values<?> from, int at) {
        return passing(new MappedValues<>((Values<X>) from, mapping.function(), mapping.to(), handed.get(at)),
                mapping.to(), at);
    }

    @SuppressWarnings("unchecked")
    private <X, Y> Values<Y> flattened(RowFunction.Flattening<X, Y> flattening, Values<?> from, int at) {
        WholeRow<Y> whole = owned.add(new WholeRow<>(context, flattening.code(), blocks(flattening, at)));
        return passing(
                new FlattenedValues<>((Values<X>) from, flattening.function(), flattening.to(), handed.get(at), whole),
                flattening.to(), at);
    }

    /// Blocks for the values of a function to be tried in; null if they are not written.
    private <Y> @Nullable Supplier<RowBlock<Y>> blocks(RowFunction.Flattening<?, Y> flattening, int at) {
        return at == maker ? () -> new RowBlock<>(context, flattening.to().codec(), flattening.code()) : null;
    }

    @SuppressWarnings("unchecked")
    private <X> Values<X> filtered(RowFunction.Filtering<X> filtering, Values<?> from, int at) {
        return new FilteredValues<>((Values<X>) from, filtering.predicate(), handed.get(at));
    }

    /// Text goes to the next function as it would come back from a column.
    @SuppressWarnings("unchecked") // text is made of text
    private <Y> Values<Y> passing(Values<Y> values, Encoding<Y> encoding, int at) {
        boolean isText = encoding instanceof ScalarEncoding<?> scalar && scalar.javaType() == String.class;
        return isText && at < functions.size() - 1
                ? (Values<Y>) new WellFormedTexts((Values<String>) values)
                : values;
    }
}
