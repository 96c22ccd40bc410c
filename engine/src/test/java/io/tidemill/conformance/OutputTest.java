// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import io.tidemill.Dataset;
import io.tidemill.Pair;
import io.tidemill.Row;
import io.tidemill.UserCodeException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// O1 and O3, and what is said when a function of the user's fails.
class OutputTest {
    private static final Batches<String> WORDS = Batches.words("a b c", "", "d");

    @Layouts
    void O1_printsTheFirstRowsOfEveryBatch(Layout layout) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WORDS.run(layout, words -> words.mapToPair(String.class, Long.class, word -> Pair.of(word, 1L))
                .print(2, new PrintStream(bytes, true, UTF_8)));
        assertThat(bytes.toString(UTF_8)).isEqualTo("""
                -------------------------------------------
                Time: 1000 ms
                -------------------------------------------
                (a,1)
                (b,1)
                ...

                -------------------------------------------
                Time: 2000 ms
                -------------------------------------------

                -------------------------------------------
                Time: 3000 ms
                -------------------------------------------
                (d,1)

                """.replace("\n", System.lineSeparator()));
    }

    @Layouts
    void O3_everyOutputOperationSeesEveryRow(Layout layout) throws InterruptedException {
        List<String> values = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Dataset<String>> batches = new ArrayList<>();
        WORDS.run(layout, words -> {
            words.foreach(values::add);
            words.foreachRow(row -> rows.add(row.copy()));
            words.foreachBatch((batch, time) -> batches.add(Dataset.of(batch.collect())));
        });
        assertThat(values).containsExactly("a", "b", "c", "d");
        assertThat(rows).extracting(row -> row.stringAt("value")).containsExactly("a", "b", "c", "d");
        assertThat(batches).extracting(Dataset::collect)
                .containsExactly(List.of("a", "b", "c"), List.of(), List.of("d"));
    }

    @Layouts
    void rowsAndDatasetsAreLentForTheLengthOfACallback(Layout layout) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        List<Dataset<String>> batches = new ArrayList<>();
        WORDS.run(layout, words -> {
            words.foreachRow(rows::add);
            words.foreachBatch((batch, time) -> batches.add(batch));
        });
        assertThatThrownBy(() -> rows.getFirst().stringAt(0)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("keep a copy()");
        assertThatThrownBy(() -> batches.getFirst().collect()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("collect()");
    }

    @Layouts
    void C12_aFunctionThatFailsIsNamedWithStreamOperatorBatchAndLine(Layout layout) {
        assertThatThrownBy(
                () -> WORDS.run(layout, words -> words.map(Integer.class, word -> 1 / (word.charAt(0) - 'd')).print()))
                .isInstanceOf(
                        UserCodeException.class)
                .hasMessageContainingAll("conformance", "batch 2", "queue/map", "built at OutputTest.java:",
                        "java.lang.ArithmeticException: / by zero")
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> WORDS.run(layout, words -> words.named("letters").foreach(word -> {
            throw new java.io.IOException("no disk");
        }))).isInstanceOf(UserCodeException.class)
                .hasMessageContainingAll("batch 0", "letters/foreach", "OutputTest.java:", "no disk");
    }
}
