// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import io.tidemill.DStream;
import io.tidemill.Row;
import io.tidemill.differential.Coverage.Tried;
import io.tidemill.differential.Stage.Trait;

/// A query built step by step, as a stream and as SQL at once.
///
/// Of some steps made at random the one is taken that tries most of what earlier queries seldom tried.
final class RandomQuery {
    private static final int MOST_STEPS = 6;
    private static final int ATTEMPTS = 6;

    private final Stage last;
    private final Set<Tried> tried;

    private RandomQuery(Stage last, Set<Tried> tried) {
        this.last = last;
        this.tried = tried;
    }

    /// @param batches how many batches there are: the last one ends the stream
    static RandomQuery over(RandomTable table, RandomTable other, int lanes, int batches, Coverage coverage,
            SplittableRandom random) {
        Stage stage = Stage.of(table);
        Set<Tried> tried = new HashSet<>();
        int count = random.nextInt(10) == 0 ? 1 : random.nextInt(2, MOST_STEPS + 1);
        for (int step = 0; step < count; step++) {
            Stage best = stage;
            Set<Tried> bestTried = Set.of();
            long bestGain = -1;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Draft draft = new Draft(random, stage, other, lanes, batches, coverage);
                Stage next = step(draft);
                long gain = coverage.gain(draft.tried(), tried);
                if (gain > bestGain) {
                    best = next;
                    bestTried = draft.tried();
                    bestGain = gain;
                }
            }
            stage = best;
            tried.addAll(bestTried);
        }
        return new RandomQuery(stage, tried);
    }

    private static Stage step(Draft draft) {
        RandomRows rows = new RandomRows(draft);
        Stage stage = draft.stage;
        return switch (draft.random.nextInt(22)) {
            case 0, 1 -> rows.where();
            case 2, 3 -> rows.select();
            case 4 -> rows.explodeText();
            case 5 -> rows.union();
            case 6 -> stage.is(Trait.BATCHED) ? rows.window() : rows.select();
            case 7, 8, 9 -> RandomJoin.fits(stage) ? new RandomJoin(draft).make() : rows.select();
            case 10, 11, 12 -> stage.is(Trait.ORDERED) ? new RandomRanks(draft).top() : rows.where();
            case 13 -> stage.is(Trait.ORDERED) ? new RandomRanks(draft).latest() : rows.where();
            case 14, 15, 16 -> stage.is(Trait.ORDERED) ? new RandomRunning(draft).running() : rows.where();
            case 17, 18 -> stage.is(Trait.BATCHED) && !stage.readable().isEmpty()
                    ? new RandomRunning(draft).distinct(draft.random.nextBoolean())
                    : rows.where();
            default -> new RandomGroup(draft).make();
        };
    }

    DStream<Row> of(DStream<Row> stream, DStream<Row> other) {
        return last.of(stream, other);
    }

    Stage last() {
        return last;
    }

    Set<Tried> tried() {
        return tried;
    }

    int depth() {
        return last.steps().size();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        last.steps().forEach(step -> text.append("\n  .").append(step.text()));
        return text + "\n" + last.answer();
    }
}
