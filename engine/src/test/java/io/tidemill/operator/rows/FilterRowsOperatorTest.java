// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import org.junit.jupiter.api.Test;

import io.tidemill.Predicate1;
import io.tidemill.codec.RowCodec;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;

class FilterRowsOperatorTest {

    private static <T> OperatorCase filtering(String name, RowCodec<T> codec, Predicate1<T> predicate,
            RowReference reference) {
        return OperatorCase.of(name, codec.schema(), codec.schema(),
                () -> new FilterRowsOperator<>(codec, predicate, UserCodeCase.SITE), () -> reference);
    }

    @Test
    void keepsOnlyRowsThatMatch() {
        OperatorHarness
                .verify(filtering("even", TestCodecs.integer(), number -> number % 2 == 0, (row, output) -> {
                    if (row.longAt(0) % 2 == 0) {
                        output.accept(row);
                    }
                }));
    }

    @Test
    void keepsObjectsThatMatch() {
        OperatorHarness.verify(filtering("ending in 7", TestCodecs.object(),
                value -> value.toString().endsWith("7"), (row, output) -> {
                    if (row.notNull(0).toString().endsWith("7")) {
                        output.accept(row);
                    }
                }));
    }

    @Test
    void keepsAllRowsOrNone() {
        OperatorHarness
                .verify(filtering("all", TestCodecs.text(), text -> true, (row, output) -> output.accept(row)));
        OperatorHarness.verify(filtering("none", TestCodecs.text(), text -> false, (row, output) -> {}));
    }

    @Test
    void namesTheOperatorAndItsLineWhenTheFunctionFails() {
        UserCodeCase.assertBlamed(() -> UserCodeCase.feed(
                new FilterRowsOperator<>(TestCodecs.text(), text -> text.charAt(9) == 'a', UserCodeCase.SITE), 64,
                "abc"), "StringIndexOutOfBounds");
    }
}
