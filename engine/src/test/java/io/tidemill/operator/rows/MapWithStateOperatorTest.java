// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.tidemill.Function4;
import io.tidemill.Pair;
import io.tidemill.State;
import io.tidemill.Time;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.StateOutput;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RowReference;
import io.tidemill.testkit.TestRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MapWithStateOperatorTest {
    private static final PairEncoding<String, Long> PAIRS = new PairEncoding<>(Encodings.of(String.class),
            Encodings.of(Long.class));
    private static final Encoding<StateOutput<String, Long, String>> OUTPUTS = new ObjectEncoding<>();
    private static final List<Pair<String, Long>> INITIAL = List.of(Pair.of("whale", 100L), Pair.of("never seen", 1L));
    private static final long BATCH = 100_000;
    private static final long TIMEOUT = 250_000;

    /// Adds up; forgets a key on a multiple of five; tells nothing of one of three.
    private static final Function4<Time, String, Optional<Long>, State<Long>, Optional<String>> SUM = (time, key,
            value, state) -> {
        if (state.isTimingOut()) {
            return Optional.of("%s went at %s with %d, nothing: %s".formatted(key, time, state.get(), value));
        }
        long sum = state.getOption().orElse(0L) + value.orElseThrow();
        if (sum % 5 == 0 && state.exists()) {
            state.remove();
            return Optional.of(key + " removed, has one: " + state.exists());
        }
        state.update(sum);
        return sum % 3 == 0 ? Optional.empty() : Optional.of("%s %d at %s".formatted(key, sum, time));
    };

    /// The same with a map of sums and one of times, looked through at the end of each batch.
    private static final class Reference implements RowReference {
        private final long timeout;
        private final Map<String, Long> sums = new LinkedHashMap<>();
        private final Map<String, Long> touched = new LinkedHashMap<>();
        private final List<TestRow> batch = new ArrayList<>();

        Reference(long timeout) {
            this.timeout = timeout;
            INITIAL.forEach(pair -> {
                sums.put(pair.key(), pair.value());
                touch(pair.key(), 0);
            });
        }

        private void touch(String key, long time) {
            if (touched.getOrDefault(key, -1L) != time) {
                touched.remove(key);
                touched.put(key, time);
            }
        }

        @Override
        public void row(TestRow row, Consumer<TestRow> output) {
            batch.add(row);
        }

        @Override
        public void endOfBatch(long batchTimeMicros, long watermarkMicros, Consumer<TestRow> output) {
            Time time = new Time(batchTimeMicros);
            for (TestRow row : batch) {
                String key = row.textAt(0);
                long sum = sums.getOrDefault(key, 0L) + row.longAt(1);
                if (sum % 5 == 0 && sums.containsKey(key)) {
                    sums.remove(key);
                    touched.remove(key);
                    output.accept(TestRow.of(key + " removed, has one: false"));
                    continue;
                }
                sums.put(key, sum);
                touch(key, batchTimeMicros);
                if (sum % 3 != 0) {
                    output.accept(TestRow.of("%s %d at %s".formatted(key, sum, time)));
                }
            }
            batch.clear();
            touched.keySet().retainAll(sums.keySet());
            touched.forEach((key, last) -> {
                if (timeout > 0 && batchTimeMicros - last > timeout) {
                    output.accept(TestRow.of("%s went at %s with %d, nothing: Optional.empty".formatted(key, time,
                            sums.remove(key))));
                }
            });
            if (!sums.isEmpty()) {
                output.accept(TestRow.of("all states"));
            }
        }
    }

    private static TestRow shown(TestRow row) {
        return switch (row.get(0)) {
            case StateOutput.Mapped<?, ?, ?>(Object value) -> TestRow.of(value);
            case StateOutput.Snapshot<?, ?, ?> _ -> TestRow.of("all states");
            case null, default -> row;
        };
    }

    private static OperatorCase sums(long timeout) {
        return OperatorCase.of("mapWithState, timeout " + timeout, PAIRS.schema(), OUTPUTS.schema(),
                () -> new MapWithStateOperator<>(new RowPlan.MapWithState<>(
                        new Plan.Scan(0, "words", PAIRS.schema(), UserCodeCase.SITE), PAIRS, OUTPUTS, SUM, INITIAL,
                        timeout, UserCodeCase.SITE)),
                () -> new Reference(timeout)).batchMicros(BATCH).seenAs(MapWithStateOperatorTest::shown);
    }

    @Test
    void mapsEachRowWithTheStateOfItsKey() {
        OperatorHarness.verify(sums(0));
    }

    @Test
    void forgetsIdleKeysInTheVeryBatch() {
        OperatorHarness.verify(sums(TIMEOUT));
    }

    @Test
    void aStateInHandSaysWhatWasDoneWithIt() {
        StateInHand<String> state = new StateInHand<>();
        state.hand(null, false);
        assertThat(state.exists()).isFalse();
        assertThat(state.getOption()).isEmpty();
        assertThatThrownBy(state::get).hasMessageContaining("the key has no state");
        state.update("one");
        state.update("two");
        assertThat(state.get()).isEqualTo("two");
        state.remove();
        assertThat(state.exists()).isFalse();
        assertThatThrownBy(() -> state.update("three"))
                .hasMessageContaining("was removed in this call cannot be updated");
        assertThatThrownBy(state::remove).hasMessageContaining("was removed in this call cannot be removed");
        state.hand("old", true);
        assertThat(state.get()).isEqualTo("old");
        assertThatThrownBy(() -> state.update("new")).hasMessageContaining("is timing out cannot be updated");
        assertThatThrownBy(state::remove).hasMessageContaining("is timing out cannot be removed");
    }
}
