// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.kernel.Forge;

import static org.assertj.core.api.Assertions.assertThat;

/// What random queries give is what DuckDB gives.
///
/// Each query has a seed of its own: `-Dtidemill.differential.seed=N` runs the one that failed, and prints it. Queries go by what those before them have
/// tried; so they are all made, one after the other, but only that one is run.
@Timeout(600)
class DifferentialTest {
    private static final long FIRST_SEED = 20_261_123;
    private static final int QUERIES = Integer.getInteger("tidemill.differential.queries", 2_200);
    private static final @Nullable Long ONLY = Long.getLong("tidemill.differential.seed");
    /// What DuckDB 2.0.0 says of some plans, which it then does not run.
    private static final String FAULT_OF_DUCKDB = "did not return a BoundFunctionExpression";
    private static final int MOST_FAILURES = 3;
    private static final int MOST_GIVEN_UP = 10;
    private static final int MOST_FRAMES = 8;
    private static final int THREADS = 2;
    /// Queries in which each operation met each type with each pattern of nulls.
    private static final int LEAST = 20;

    private final Coverage coverage = new Coverage(LEAST);
    private final List<String> failures = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private long nextSeed = FIRST_SEED;
    private long rows;

    /// A query, and what it runs over.
    private record Case(long seed, RandomTable table, RandomTable other, int batches, RandomQuery query,
            EngineRun run) {}

    @Test
    void answersAreThoseOfDuckDb() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                running.add(threads.submit(() -> {
                    runAll();
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(givenUp).hasSizeLessThan(MOST_GIVEN_UP);
        System.out.printf("%,d queries, %,d of 4 steps and more, gave %,d rows, all as DuckDB%n%s%n",
                coverage.queries(), coverage.ofDepth(4), rows, coverage);
        if (ONLY == null) {
            assertThat(coverage.below()).as("seldom tried").isEmpty();
            assertThat(coverage.ofDepth(4)).isGreaterThan(QUERIES / 4);
        }
    }

    private void runAll() throws SQLException {
        try (DuckDb oracle = new DuckDb()) {
            for (Optional<Case> next = next(); next.isPresent(); next = next()) {
                run(next.get(), oracle);
            }
        }
    }

    private synchronized Optional<Case> next() {
        while (nextSeed < FIRST_SEED + QUERIES && failures.size() < MOST_FAILURES) {
            Case made = make(nextSeed++);
            if (ONLY == null || ONLY == made.seed()) {
                return Optional.of(made);
            }
        }
        return Optional.empty();
    }

    private Case make(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int batches = RandomTable.batchCount(random);
        RandomTable table = RandomTable.make("t", batches, random);
        RandomTable other = RandomTable.make("u", batches, random);
        EngineRun run = EngineRun.choose(random, Forge.hasVectors() && seed % 8 == 0);
        RandomQuery query = RandomQuery.over(table, other, run.lanes(), batches + 1, coverage, random);
        coverage.add(query.tried(), query.depth());
        return new Case(seed, table, other, batches, query, run);
    }

    private void run(Case made, DuckDb oracle) throws SQLException {
        oracle.load(made.table());
        oracle.load(made.other());
        List<List<@Nullable Object>> expected;
        try {
            expected = oracle.answer(made.query().last().answer());
        } catch (SQLException failed) {
            reportOracle(made, failed);
            return;
        }
        Optional<String> difference;
        try {
            difference = Answers.difference(expected,
                    made.run().answer(made.table(), made.other(), made.batches(), made.query()));
        } catch (RuntimeException failed) {
            difference = Optional.of(failed + " at " + List.of(failed.getStackTrace()).subList(0, MOST_FRAMES));
        }
        report(made, expected.size(), difference);
    }

    /// A query may meet a fault of DuckDB's.
    private synchronized void reportOracle(Case made, SQLException failed) {
        List<String> list = failed.toString().contains(FAULT_OF_DUCKDB) ? givenUp : failures;
        list.add("-Dtidemill.differential.seed=%d: %s%n%s%n".formatted(made.seed(), failed, made.query()));
    }

    private synchronized void report(Case made, int rowsOfCase, Optional<String> difference) {
        rows += rowsOfCase;
        difference.ifPresent(what -> failures.add("-Dtidemill.differential.seed=%d: %s%n%s%n%s%n".formatted(
                made.seed(), what, made.run(), made.query())));
    }
}
