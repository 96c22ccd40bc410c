// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.DeadLetter;
import io.tidemill.RowFailure;
import io.tidemill.UserCodeException;
import io.tidemill.journal.Verdict;
import io.tidemill.metrics.Counter;
import io.tidemill.metrics.Metrics;
import io.tidemill.operator.RowVerdicts;
import io.tidemill.runtime.config.RowPolicy;

/// Judges the rows of a lane by the verdicts that were given before the start, then by the context's policy.
final class LaneVerdicts implements RowVerdicts {
    private static final Logger LOG = LoggerFactory.getLogger(LaneVerdicts.class);

    private final String context;
    private final RowPolicy policy;
    private final LanePlace place;
    private final DeadLetters latest;
    private final DeadLetterOutput output;
    private final Map<Place, RowFailure> given;
    private final Set<String> named; // operators for which verdicts were given
    private final Map<String, Tally> tallies = new HashMap<>();

    private record Place(String operator, long sequence, long row) {}

    private record Tally(Counter skipped, Counter deadLetters) {}

    /// @param verdicts that were given before the start: of several for a row, the last one counts
    /// @param functions names of all functions of the user's in the plan
    LaneVerdicts(String context, RowPolicy policy, List<Verdict> verdicts, List<String> functions,
            LanePlace place, DeadLetters latest, DeadLetterOutput output) {
        this.context = context;
        this.policy = policy;
        this.place = place;
        this.latest = latest;
        this.output = output;
        this.given = verdicts.stream()
                .collect(Collectors.toMap(
                        verdict -> new Place(verdict.operator(), verdict.sequence(), verdict.row()),
                        LaneVerdicts::failure, (_, later) -> later));
        this.named = verdicts.stream().map(Verdict::operator).collect(Collectors.toSet());
        functions.forEach(function -> tallies.put(function, new Tally(new Counter(), new Counter())));
        for (String unknown : named.stream().filter(name -> !functions.contains(name)).sorted().toList()) {
            LOG.warn("{}: verdicts were given for rows of `{}`, which calls no function in this plan: there are {}",
                    context, unknown, functions);
        }
    }

    private static RowFailure failure(Verdict verdict) {
        return switch (verdict.kind()) {
            case SKIP -> RowFailure.SKIP;
            case DEAD_LETTER -> RowFailure.DEAD_LETTER;
        };
    }

    /// Adds what was left out, by operator, in all lanes together.
    static void describe(List<LaneVerdicts> lanes, Metrics metrics) {
        lanes.getFirst().tallies.keySet().forEach(operator -> {
            metrics.add("tidemill_operator_rows_skipped_total", "operator", operator,
                    () -> lanes.stream().mapToLong(lane -> lane.tally(operator).skipped().value()).sum());
            metrics.add("tidemill_operator_dead_letters_total", "operator", operator,
                    () -> lanes.stream().mapToLong(lane -> lane.tally(operator).deadLetters().value()).sum());
        });
    }

    private Tally tally(String operator) {
        return Objects.requireNonNull(tallies.get(operator), operator);
    }

    @Override
    public long sequence() {
        return place.sequence();
    }

    @Override
    public boolean mayLeaveOut(String operator) {
        return policy.otherwise() != RowFailure.STOP || named.contains(operator);
    }

    @Override
    public boolean mayLeaveOut(String operator, long inLane) {
        return verdict(operator, place.row(inLane)) != RowFailure.STOP;
    }

    private RowFailure verdict(String operator, long row) {
        return given.isEmpty()
                ? policy.otherwise()
                : given.getOrDefault(new Place(operator, sequence(), row), policy.otherwise());
    }

    @Override
    public void judge(String operator, long inLane, UserCodeException failure, Supplier<String> values) {
        Tally tally = tally(operator);
        long row = place.row(inLane);
        switch (verdict(operator, row)) {
            case STOP -> throw stopped(operator, row, failure);
            case SKIP -> count(tally.skipped(), operator, row, failure, "skipped and counted");
            case DEAD_LETTER -> {
                Throwable thrown = failure.getCause() == null ? failure : failure.getCause();
                DeadLetter letter = new DeadLetter(context, operator, sequence(), row, values.get(),
                        thrown.getClass().getName(), thrown.getMessage());
                count(tally.deadLetters(), operator, row, failure, "a dead letter");
                latest.add(letter);
                output.add(letter);
            }
        }
    }

    private void count(Counter counter, String operator, long row, UserCodeException failure, String what) {
        if (counter.value() == 0) {
            LOG.warn("{}: row {}:{} of {} is {}, as all that follow will be without a word: {}", context, sequence(),
                    row, operator, what, failure.getMessage());
        }
        counter.add(1);
    }

    private UserCodeException stopped(String operator, long row, UserCodeException failure) {
        Optional<String> command = policy.directory()
                .map(directory -> "./tidemill journal verdict %s --at %d:%d --operator %s skip"
                        .formatted(ShellWords.quoted(directory.toString()), sequence(), row,
                                ShellWords.quoted(operator)));
        String where = "%s; this was row %d:%d".formatted(failure.getMessage(), sequence(), row);
        String message = command
                .map(line -> where
                        + ". To go on without it, give a verdict, skip or dead-letter, and start again: " + line)
                .orElseGet(() -> where
                        + ", of which nothing is kept. With a data directory (checkpoint) a verdict lets the engine pass such a row, "
                        + "and onRowFailure(SKIP) or onRowFailure(DEAD_LETTER) lets it pass them all");
        return new UserCodeException(message, failure.getCause());
    }

    @Override
    public boolean isFull() {
        return output.isFull();
    }
}
