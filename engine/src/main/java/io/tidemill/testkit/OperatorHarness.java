// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.List;
import java.util.function.LongSupplier;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.RowVerdicts;
import io.tidemill.operator.ValueFailures;

/// Puts an operator through all that its contract promises.
///
/// * Empty, one-row, odd-sized and huge batches, cut into chunks in every way, with and without selections, at odd places in
///   their blocks, with scalar and with vector kernels: the output is the reference's, and the same each time.
/// * The same in two and in three lanes: the rows are the reference's, in an order that is the same each time.
/// * The input is spoilt once `process` has answered DONE, so what was kept by reference shows.
/// * At most one chunk a call, never empty nor too long, of the right schema, untouched until the next call.
/// * A budget that refuses the n-th reservation, and a close after the n-th call: no byte is left. For every n with
///   `-Dtidemill.tests.every=true`, else for the first ones and then fewer and fewer.
/// * For columnar operators: the same rows with all tables on disk, and no byte of it left; no allocation on the heap once warm.
public final class OperatorHarness {
    /// More than any case needs; little enough for tables to be made and given back in microseconds.
    static final long PLENTY = 1L << 24;
    private static final int SEEDS = 3;
    private static final int[] LANES = {2, 3};
    /// Whether what takes minutes is tried at every place.
    private static final boolean EVERY = Boolean.getBoolean("tidemill.tests.every");
    private static final int DENSE = 8;
    private static final Forge SCALAR = Forge.scalarOnly();
    private static final List<Forge> FORGES = Forge.hasVectors()
            ? List.of(SCALAR, Forge.vectorAtOnce())
            : List.of(SCALAR);

    private OperatorHarness() {}

    /// Throws an [AssertionError] that names the case, the check and the seed.
    public static void verify(OperatorCase operatorCase) {
        closesUnopened(operatorCase);
        for (long seed = 1; seed <= SEEDS; seed++) {
            agreesWithTheReference(operatorCase, Scenario.awkward(operatorCase, seed), Cut.RANDOM, Cut.WHOLE,
                    Cut.SELECTED);
        }
        if (operatorCase.anyLanes()) {
            agreesInLanes(operatorCase, Scenario.awkward(operatorCase, SEEDS));
        }
        Scenario small = Scenario.small(operatorCase, SEEDS + 1);
        agreesWithTheReference(operatorCase, small, Cut.ROWS, Cut.WHOLE);
        closesAfterEveryCall(operatorCase, small);
        survivesEveryRefusal(operatorCase, small);
        if (operatorCase.allocationFree()) {
            agreesOnDisk(operatorCase, small);
            AllocationCheck.allocatesNothing(operatorCase, SCALAR, SEEDS + 2);
        }
    }

    private static void closesUnopened(OperatorCase operatorCase) {
        labelled(operatorCase, "close without open", 0, () -> operatorCase.operator().get().close());
    }

    private static void agreesWithTheReference(OperatorCase operatorCase, Scenario scenario, Cut... cuts) {
        List<List<TestRow>> expected = scenario.expected(operatorCase.reference().get());
        List<List<TestRow>> first = List.of();
        for (Cut cut : cuts) {
            for (Forge forge : FORGES) {
                String check = "rows cut %s, %s kernels".formatted(cut, forge == SCALAR ? "scalar" : "vector");
                List<List<TestRow>> actual = labelled(operatorCase, check, scenario.seed(),
                        () -> run(operatorCase, scenario, cut, forge));
                labelled(operatorCase, check, scenario.seed(),
                        () -> Outputs.requireEqual(scenario, seen(expected, operatorCase), seen(actual, operatorCase),
                                operatorCase.ordered()));
                if (first.isEmpty()) {
                    first = actual;
                }
                List<List<TestRow>> uncut = first;
                labelled(operatorCase, "the order of " + check, scenario.seed(),
                        () -> Outputs.requireEqual(scenario, uncut, actual, true));
            }
        }
    }

    /// Which lane a row is in depends on how the batch was cut, and so does the order; the same cut gives the same bytes.
    private static void agreesInLanes(OperatorCase operatorCase, Scenario scenario) {
        List<List<TestRow>> expected = scenario.expected(operatorCase.reference().get());
        for (int lanes : LANES) {
            List<List<TestRow>> first = List.of();
            for (Forge forge : FORGES) {
                String check = "in %d lanes, %s kernels".formatted(lanes, forge == SCALAR ? "scalar" : "vector");
                List<List<TestRow>> actual = labelled(operatorCase, check, scenario.seed(),
                        () -> run(operatorCase, scenario, Cut.RANDOM, forge, lanes));
                labelled(operatorCase, check, scenario.seed(),
                        () -> Outputs.requireEqual(scenario, seen(expected, operatorCase), seen(actual, operatorCase),
                                false));
                first = first.isEmpty() ? actual : first;
                List<List<TestRow>> scalar = first;
                labelled(operatorCase, "the order " + check, scenario.seed(),
                        () -> Outputs.requireEqual(scenario, scalar, actual, true));
            }
        }
    }

    private static List<List<TestRow>> seen(List<List<TestRow>> batches, OperatorCase operatorCase) {
        return batches.stream().map(rows -> rows.stream().map(operatorCase.seenAs()).toList()).toList();
    }

    private static List<List<TestRow>> run(OperatorCase operatorCase, Scenario scenario, Cut cut, Forge forge) {
        return run(operatorCase, scenario, cut, forge, 1);
    }

    private static List<List<TestRow>> run(OperatorCase operatorCase, Scenario scenario, Cut cut, Forge forge,
            int lanes) {
        return run(operatorCase, scenario, cut, forge, lanes, MemoryBudget.limited(operatorCase.name(), PLENTY));
    }

    private static List<List<TestRow>> run(OperatorCase operatorCase, Scenario scenario, Cut cut, Forge forge,
            int lanes, MemoryBudget budget) {
        try (OperatorRun run = new OperatorRun(operatorCase, budget, scenario.seed(), lanes)) {
            run.open(forge);
            return run.run(scenario, cut, Integer.MAX_VALUE);
        }
    }

    private static void agreesOnDisk(OperatorCase operatorCase, Scenario scenario) {
        if (DiskBudget.isAvailable()) {
            labelled(operatorCase, "tables on disk", scenario.seed(), () -> {
                try (DiskBudget disk = new DiskBudget(operatorCase.name())) {
                    Outputs.requireEqual(scenario,
                            seen(scenario.expected(operatorCase.reference().get()), operatorCase),
                            seen(run(operatorCase, scenario, Cut.RANDOM, SCALAR, 1, disk.budget()), operatorCase),
                            operatorCase.ordered());
                }
            });
        }
    }

    private static void closesAfterEveryCall(OperatorCase operatorCase, Scenario scenario) {
        int calls = -1;
        boolean whole = false;
        while (!whole) {
            calls = next(calls);
            int most = calls;
            whole = labelled(operatorCase, "close after call " + most, scenario.seed(), () -> {
                MemoryBudget budget = MemoryBudget.limited(operatorCase.name(), PLENTY);
                try (OperatorRun run = new OperatorRun(operatorCase, budget, scenario.seed(), lanes(operatorCase))) {
                    run.open(SCALAR);
                    run.run(scenario, Cut.RANDOM, most);
                    return run.calls() <= most;
                }
            });
        }
    }

    private static void survivesEveryRefusal(OperatorCase operatorCase, Scenario scenario) {
        int refused = 0;
        boolean whole = false;
        while (!whole) {
            refused = next(refused);
            int nth = refused;
            whole = labelled(operatorCase, "reservation " + nth + " refused", scenario.seed(), () -> {
                RefusingBudget refusing = new RefusingBudget(operatorCase.name(), nth);
                try (OperatorRun run = new OperatorRun(operatorCase, refusing.budget(), scenario.seed(),
                        lanes(operatorCase))) {
                    runUntilRefused(run, scenario);
                }
                return !refusing.hasRefused();
            });
        }
    }

    /// Which call or reservation is next: with [#EVERY] each one, else each of the first ones and then fewer and fewer.
    private static int next(int number) {
        return number + 1 + (EVERY ? 0 : number / DENSE);
    }

    private static int lanes(OperatorCase operatorCase) {
        return operatorCase.anyLanes() ? LANES[0] : 1;
    }

    private static void runUntilRefused(OperatorRun run, Scenario scenario) {
        try {
            run.open(SCALAR);
            run.run(scenario, Cut.SELECTED, Integer.MAX_VALUE);
        } catch (MemoryLimitException expected) {
            // close is what is checked
        }
    }

    static OperatorContext context(OperatorCase operatorCase, MemoryBudget budget, Forge forge, Lanes lanes,
            EventClock clock, LongSupplier slot) {
        return new OperatorContext(operatorCase.name(), budget, operatorCase.chunkRows(), operatorCase.textBytes(), 0,
                forge, ValueFailures.nulls(operatorCase.name()), RowVerdicts.stopping(), lanes, clock, slot);
    }

    private interface Step<T> {
        T run();
    }

    private static void labelled(OperatorCase operatorCase, String check, long seed, Runnable step) {
        labelled(operatorCase, check, seed, () -> {
            step.run();
            return true;
        });
    }

    @SuppressWarnings("CatchingUnchecked")
    private static <T> T labelled(OperatorCase operatorCase, String check, long seed, Step<T> step) {
        try {
            return step.run();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    "%s: %s, seed %d: %s".formatted(operatorCase.name(), check, seed, failure.getMessage()), failure);
        }
    }
}
