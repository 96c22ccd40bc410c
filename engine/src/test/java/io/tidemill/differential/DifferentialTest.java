// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.kernel.Forge;

import static org.assertj.core.api.Assertions.assertThat;

/// What random queries give is what DuckDB gives.
///
/// Each query has a seed of its own: `-Dtidemill.differential.seed=N` runs the one that failed, and prints it.
@Timeout(600)
class DifferentialTest {
    private static final long FIRST_SEED = 20_261_123;
    private static final int QUERIES = Integer.getInteger("tidemill.differential.queries", 2_000);
    private static final @Nullable Long ONLY = Long.getLong("tidemill.differential.seed");
    private static final int MOST_FAILURES = 3;
    /// Queries in which each operation met each type with each pattern of nulls.
    private static final int LEAST = 20;

    private final Coverage coverage = new Coverage();

    @Test
    void answersAreThoseOfDuckDb() throws SQLException {
        List<String> failures = new ArrayList<>();
        int rows = 0;
        try (DuckDb oracle = new DuckDb()) {
            long begin = ONLY == null ? FIRST_SEED : ONLY;
            long end = ONLY == null ? FIRST_SEED + QUERIES : ONLY + 1;
            for (long seed = begin; seed < end && failures.size() < MOST_FAILURES; seed++) {
                rows += run(seed, oracle, failures);
            }
        }
        assertThat(failures).isEmpty();
        if (ONLY == null) {
            assertThat(coverage.below(LEAST)).as("seldom tried").isEmpty();
            assertThat(coverage.ofDepth(4)).isGreaterThan(QUERIES / 4);
        }
        System.out.printf("%,d queries, %,d of 4 steps and more, gave %,d rows, all as DuckDB%n%s%n",
                coverage.queries(), coverage.ofDepth(4), rows, coverage);
    }

    private int run(long seed, DuckDb oracle, List<String> failures) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        RandomTable table = RandomTable.make(random);
        RandomQuery query = RandomQuery.over(table, random);
        EngineRun run = EngineRun.choose(random, Forge.hasVectors() && seed % 8 == 0);
        oracle.load(table);
        List<List<@Nullable Object>> expected = List.of();
        Optional<String> difference;
        try {
            expected = oracle.answer(query.sql());
            difference = Answers.difference(expected, run.answer(table, query));
        } catch (SQLException | RuntimeException failed) {
            difference = Optional.of(failed.toString());
        }
        difference.ifPresent(what -> failures.add("-Dtidemill.differential.seed=%d: %s%n%s%n%s%n".formatted(seed, what,
                run, query)));
        coverage.add(query.tried(), query.depth());
        return expected.size();
    }
}
