// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import io.tidemill.differential.Coverage.Tried;
import io.tidemill.differential.Stage.Trait;
import io.tidemill.memory.Type;

/// A step in the making: what it stands on, and what it has tried so far.
final class Draft {
    private static final int MOST_EXPRESSION_DEPTH = 4;
    /// Longer than any table: behind steps that mix the batches up nothing is late.
    private static final int AGES_MILLIS = 3_600_000;

    final SplittableRandom random;
    final Stage stage;
    final RandomTable other;
    final int lanes;
    /// How many batches there are: the last one ends the stream.
    final int batches;
    private final Coverage coverage;
    private Set<Tried> tried = new HashSet<>();
    private int names;

    Draft(SplittableRandom random, Stage stage, RandomTable other, int lanes, int batches, Coverage coverage) {
        this.random = random;
        this.stage = stage;
        this.other = other;
        this.lanes = lanes;
        this.batches = batches;
        this.coverage = coverage;
        names = stage.names();
    }

    Set<Tried> tried() {
        return tried;
    }

    void tried(String operation, Typed of) {
        expressions().tried(operation, of.type(), of);
    }

    int names() {
        return names;
    }

    String newName() {
        return "c" + names++;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// Expressions over the columns that the step stands on.
    RandomExpressions expressions() {
        return expressions(stage.readable());
    }

    RandomExpressions expressions(List<Typed> columns) {
        return new RandomExpressions(random, columns, tried);
    }

    Typed expression(Type type) {
        return expressions().make(type, random.nextInt(1, MOST_EXPRESSION_DEPTH + 1));
    }

    /// Of some things that were made at random the one that meets most of what was seldom met.
    <T> T best(int attempts, Supplier<T> making) {
        Set<Tried> before = tried;
        Set<Tried> bestTried = new HashSet<>();
        tried = bestTried;
        T best = making.get();
        long bestGain = coverage.gain(bestTried, before);
        for (int attempt = 1; attempt < attempts; attempt++) {
            Set<Tried> also = new HashSet<>();
            tried = also;
            T made = making.get();
            long gain = coverage.gain(also, before);
            if (gain > bestGain) {
                best = made;
                bestGain = gain;
                bestTried = also;
            }
        }
        tried = before;
        tried.addAll(bestTried);
        return best;
    }

    /// Some columns: those that tell time and order more often than not, and all that only the answer reads.
    List<Typed> keep(int most) {
        List<Typed> kept = new ArrayList<>();
        for (Typed column : stage.columns()) {
            boolean isTime = column.sql().equals(Stage.MOMENT) || column.sql().equals(Stage.SEEN);
            boolean isSummable = column.precision() == Precision.SUMMABLE; // few are, and some aggregates take no others
            boolean isKept = isTime ? random.nextInt(8) > 0 : random.nextInt(isSummable ? 2 : 3) == 0;
            if ((isKept || column.precision() == Precision.CLOSE) && kept.size() < most) {
                kept.add(column);
            }
        }
        return kept;
    }

    /// The traits that are left when only these columns are.
    Set<Trait> traitsOf(List<Typed> columns) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(stage.traits());
        if (columns.stream().noneMatch(column -> column.sql().equals(Stage.MOMENT))) {
            traits.remove(Trait.ORDERED);
        }
        if (columns.stream().noneMatch(column -> column.sql().equals(Stage.SEEN))) {
            traits.remove(Trait.TIMED);
        }
        return traits;
    }

    /// The traits but for some.
    static Set<Trait> without(Set<Trait> traits, Trait... lost) {
        Set<Trait> left = EnumSet.noneOf(Trait.class);
        left.addAll(traits);
        List.of(lost).forEach(left::remove);
        return left;
    }

    /// How much rows may be out of order: so that some are late, where the SQL side knows their batch, else so that none is.
    int delayMillis() {
        return stage.is(Trait.BATCHED) ? random.nextInt(25) * 100 : AGES_MILLIS;
    }

    /// The same where no row may be late.
    int patientDelayMillis() {
        return stage.is(Trait.BATCHED) ? RandomTable.MOST_DISORDER_MILLIS + 1 : AGES_MILLIS;
    }
}
