// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// Chains by time against lists that are searched from end to end.
class TimedChainsTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_124);
    private static final int GROUPS = 5;
    private static final int ROWS = 400;

    private record Timed(int row, long micros) {}

    @Test
    void rowsLieInTheOrderOfTheirTimesHoweverTheyCome() {
        SplittableRandom random = new SplittableRandom(SEED);
        try (MemoryBudget budget = MemoryBudget.limited("test", 1 << 22);
                TimedChains chains = new TimedChains(budget, "rows")) {
            for (int disorder : new int[]{0, 1, 30, 1_000}) {
                chains.clear();
                List<List<Timed>> expected = new ArrayList<>();
                for (int group = 0; group < GROUPS; group++) {
                    expected.add(new ArrayList<>());
                }
                for (int row = 1; row < ROWS; row++) {
                    int group = random.nextInt(GROUPS);
                    long micros = (long) row - random.nextInt(disorder + 1);
                    chains.ensure(GROUPS, row + 1);
                    chains.put(row, micros);
                    chains.add(group, row);
                    insert(expected.get(group), new Timed(row, micros));
                    int asked = random.nextInt(GROUPS);
                    check(chains, asked, expected.get(asked), row - random.nextInt(disorder + 10) + 5);
                }
            }
        }
    }

    private static void insert(List<Timed> rows, Timed row) {
        int at = rows.size();
        while (at > 0 && rows.get(at - 1).micros > row.micros) {
            at--;
        }
        rows.add(at, row);
    }

    private static void check(TimedChains chains, int group, List<Timed> expected, long micros) {
        String what = "group %d from %d, seed %d".formatted(group, micros, SEED);
        List<Integer> later = expected.stream().filter(row -> row.micros >= micros).map(Timed::row).toList();
        assertThat(forward(chains, chains.firstFrom(group, micros))).as(what).isEqualTo(later);
        List<Integer> earlier = expected.stream().filter(row -> row.micros <= micros).map(Timed::row).toList();
        assertThat(backward(chains, chains.lastUntil(group, micros))).as(what).isEqualTo(earlier.reversed());
    }

    private static List<Integer> forward(TimedChains chains, int from) {
        List<Integer> rows = new ArrayList<>();
        for (int row = from; row != TimedChains.END; row = chains.after(row)) {
            rows.add(row);
        }
        return rows;
    }

    private static List<Integer> backward(TimedChains chains, int from) {
        List<Integer> rows = new ArrayList<>();
        for (int row = from; row != TimedChains.END; row = chains.before(row)) {
            rows.add(row);
        }
        return rows;
    }
}
