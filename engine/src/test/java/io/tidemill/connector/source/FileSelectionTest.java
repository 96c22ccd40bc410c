// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.tidemill.ConnectorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Times are in seconds after the start.
class FileSelectionTest {
    private static final long START = 1_800_000_000_000_000L;
    private static final long BORN = START - 1_000_000_000;
    private final List<FoundFile> there = new ArrayList<>();
    private FileSelection selection = new FileSelection(Map.of(), START);

    @Test
    void selectsWhatIsNewOnce() {
        assertThat(selectAt(0)).isEmpty();
        put("a", 1);
        assertThat(selectAt(1)).containsExactly("a");
        assertThat(selectAt(2)).isEmpty();
    }

    @Test
    void passesOverWhatWasThereAtTheStart() {
        put("old", -100);
        put("young", -0.001);
        put("same moment", 0);
        put("future", 100);
        start(false);
        assertThat(selectAt(0)).isEmpty();
        assertThat(selectAt(200)).isEmpty();
    }

    @Test
    void takesWhatWasThereAtTheStartForAnotherFileWhenItIsReplacedOrModified() {
        put("replaced", -1);
        put("modified", -1);
        start(false);
        there.removeFirst();
        there.add(new FoundFile(Path.of("replaced"), START - 1_000_000, BORN, "another"));
        put("modified", 1);
        assertThat(selectAt(1)).containsExactly("replaced", "modified");
        assertThat(selectAt(2)).isEmpty();
    }

    @Test
    void selectsWhatWasModifiedBeforeTheStartAndMovedInAfterIt() {
        start(false);
        put("written before", -30);
        put("stamped by a coarse clock", -0.004);
        put("from last year", -30_000_000);
        assertThat(selectAt(0.1)).containsExactly("written before", "stamped by a coarse clock");
    }

    @Test
    void losesNothingWhenLooksAreFarApart() {
        selectAt(0);
        put("a", 1);
        put("b", 99);
        assertThat(selectAt(1000)).containsExactly("a", "b");
        assertThat(selectAt(2000)).isEmpty();
    }

    @Test
    void startsWithWhatIsThereIfAsked() {
        put("c", -5);
        put("b", -1_000_000);
        put("a", -5);
        put("future", 30);
        start(true);
        assertThat(taken()).containsExactly("b", "a", "c", "future");
        put("d", 1);
        assertThat(selectAt(40)).containsExactly("d");
    }

    @Test
    void ordersByModificationTimeThenName() {
        selectAt(0);
        put("z", 1);
        put("b", 2);
        put("a", 2);
        assertThat(selectAt(3)).containsExactly("z", "a", "b");
    }

    @Test
    void neverSeesOlderModificationTimes() {
        selectAt(71);
        put("moved in from last year", -30_000_000);
        put("moved in late", 10);
        assertThat(selectAt(72)).isEmpty();
        put("moved in just in time", 12);
        assertThat(selectAt(72)).containsExactly("moved in just in time");
    }

    @Test
    void waitsUntilAModificationTimeHasCome() {
        selectAt(0);
        put("from a clock that is fast", 5);
        assertThat(selectAt(4)).isEmpty();
        assertThat(selectAt(5)).containsExactly("from a clock that is fast");
    }

    @Test
    void ignoresWhatIsAppendedAsLongAsTheFileIsThere() {
        selectAt(0);
        put("a", 1);
        assertThat(selectAt(1)).containsExactly("a");
        put("a", 50);
        assertThat(selectAt(50)).isEmpty();
        put("a", 5000);
        assertThat(selectAt(5000)).isEmpty();
    }

    @Test
    void remembersANameForAMinuteThoughTheFileIsGone() {
        selectAt(0);
        put("a", 1);
        selectAt(1);
        there.clear();
        selectAt(30);
        put("a", 59);
        assertThat(selectAt(60)).isEmpty();
        there.clear();
        selectAt(62);
        put("a", 63);
        assertThat(selectAt(63)).containsExactly("a");
    }

    @Test
    void takesAnotherFileOfTheSameNameAfterAMinute() {
        selectAt(0);
        put("a", 1);
        selectAt(1);
        there.clear();
        there.add(new FoundFile(Path.of("a"), START + 70_000_000, BORN, "another"));
        assertThat(selectAt(70)).containsExactly("a");
        assertThat(selectAt(71)).isEmpty();
    }

    @Test
    void tellsAFileThatGotTheNumberOfADeletedOneFromOneThatGrew() {
        FoundFile file = new FoundFile(Path.of("a"), 10, 5, "7");
        assertThat(file.isSameAs(new FoundFile(Path.of("a"), 20, 5, "7"))).as("it grew").isTrue();
        assertThat(file.isSameAs(new FoundFile(Path.of("a"), 20, 15, "7"))).as("it was born later").isFalse();
        assertThat(file.isSameAs(new FoundFile(Path.of("a"), 20, 20, "7"))).as("it was born later").isFalse();
        assertThat(file.isSameAs(new FoundFile(Path.of("a"), 20, 5, "8"))).as("another number").isFalse();
        assertThat(file.isSameAs(new FoundFile(Path.of("a"), 10, 15, "8"))).as("a copy with its time").isTrue();
        FoundFile birthUnknown = new FoundFile(Path.of("a"), 10, 10, "7");
        assertThat(birthUnknown.isSameAs(new FoundFile(Path.of("a"), 20, 20, "7"))).as("it grew").isTrue();
        assertThat(birthUnknown.isSameAs(new FoundFile(Path.of("a"), 20, 10, "7"))).as("it grew").isTrue();
    }

    @Test
    void goesOnWithWhatAnEarlierStartRemembered() {
        FoundFile file = new FoundFile(Path.of("a"), START, BORN, "7");
        selection = new FileSelection(Map.of(file.path(), new FileSelection.Seen(file, START, false)), START);
        there.add(new FoundFile(Path.of("a"), START + 59_000_000, BORN, "8"));
        assertThat(selectAt(59)).isEmpty();
        assertThat(selection.takeForgotten()).isEmpty();
        assertThat(selectAt(61)).containsExactly("a");
        assertThat(selection.takeForgotten()).containsExactly(Path.of("a"));
    }

    @Test
    void refusesToRememberTooMuch() {
        selectAt(0);
        IntStream.rangeClosed(0, FileSelection.MAX_REMEMBERED)
                .forEach(number -> there
                        .add(new FoundFile(Path.of("f" + number), START + 1_000_000, BORN, "number " + number)));
        assertThatThrownBy(() -> selectAt(1)).isInstanceOf(ConnectorException.class)
                .hasMessageContaining("100,000")
                .hasMessageContaining("move away");
    }

    private void put(String name, double modified) {
        there.removeIf(file -> file.path().equals(Path.of(name)));
        there.add(new FoundFile(Path.of(name), START + (long) (modified * 1e6), BORN, "number of " + name));
    }

    private void start(boolean included) {
        selection = new FileSelection(Map.of(), START);
        if (included) {
            selection.lookAtAll(List.copyOf(there), START);
        } else {
            selection.passOver(List.copyOf(there), START);
        }
    }

    private Stream<String> selectAt(double seconds) {
        selection.look(List.copyOf(there), START + (long) (seconds * 1e6));
        return taken();
    }

    private Stream<String> taken() {
        return selection.takeSelected().stream().map(file -> file.path().toString());
    }
}
