// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;

import io.tidemill.Function1;
import io.tidemill.Predicate1;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.RowCodec;
import io.tidemill.operator.Operator;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Functions for tests of the operator that calls them: `lines/map`, `lines/flatMap` and `lines/filter`.
final class TestFunctions {

    private TestFunctions() {}

    static <A, B> Operator operator(RowCodec<A> from, Encoding<B> to, RowFunction... functions) {
        return new RowFunctionsOperator<>(from, to, List.of(functions));
    }

    static <A, B> RowFunction mapping(Encoding<B> to, Function1<A, B> function) {
        return new RowFunction.Mapping<>(code("map"), function, to);
    }

    static <A, B> RowFunction flattening(Encoding<B> to, Function1<A, ? extends Iterable<B>> function) {
        return new RowFunction.Flattening<>(code("flatMap"), function, to);
    }

    static <A> RowFunction filtering(Predicate1<A> predicate) {
        return new RowFunction.Filtering<>(code("filter"), predicate);
    }

    private static UserCode code(String operation) {
        return new UserCode("lines/" + operation, new Site("map", "WordCount.java:31"));
    }
}
