// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.Optional;

import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emission;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;

/// What a user said of when and how groups are put out, and which of it goes together.
record Emissions(Optional<OutputMode> mode, Optional<Duration> early, boolean retracts) {
    /// A revised window is a table of its own, and a row is added to as many as it has slides.
    private static final long MOST_SLIDES = 4_096;
    /// Nothing was said.
    static final Emissions USUAL = new Emissions(Optional.empty(), Optional.empty(), false);

    /// Refuses a stream whose groups come more than once as if each time were a row of its own.
    static void requireSettled(Plan plan, Site site) {
        if (plan instanceof ColumnPlan.Aggregate aggregate) {
            if (aggregate.isRevised() && !aggregate.emission().retracts()) {
                throw new PlanException(
                        "this stream gives groups of %s [%s] again when they change, and an aggregate would count each time: leave its output mode append, or ask for retractions() and weigh rows by `%s` [%s]"
                                .formatted(aggregate.site().operation(), aggregate.site().location(), Emission.CHANGE,
                                        site));
            }
            return;
        }
        plan.children().forEach(child -> requireSettled(child, site));
    }

    /// @param intervalMicros of batches, or 0 under natural batching
    ColumnPlan.Aggregate applyTo(ColumnPlan.Aggregate aggregate, long intervalMicros) {
        Window window = aggregate.window();
        Site site = aggregate.site();
        OutputMode due = mode.orElse(early.isPresent() ? OutputMode.UPDATE : OutputMode.APPEND);
        long earlyMicros = early.map(interval -> earlyMicros(interval, intervalMicros, site)).orElse(0L);
        Emission emission = new Emission(due, earlyMicros, retracts);
        if (due == OutputMode.APPEND && early.isPresent()) {
            throw wrong(
                    "in output mode append a %s is put out when it is over, and has no early results: take mode update or complete"
                            .formatted(window),
                    site);
        }
        if (window instanceof Window.Batch && due != OutputMode.APPEND) {
            throw wrong(
                    "output mode %s: a batch is a window of its own, and is put out whole; for running results name a window, or global()"
                            .formatted(due),
                    site);
        }
        if (window instanceof Window.Session && (due != OutputMode.APPEND || retracts)) {
            throw wrong(
                    "a %s is put out once, when it is over, since others may become part of it before: in no output mode but append, and without early results or retractions"
                            .formatted(window),
                    site);
        }
        if (retracts && due == OutputMode.COMPLETE) {
            throw wrong("output mode complete puts out all groups each time: there is nothing to retract", site);
        }
        if (retracts && !emission.revises(window)) {
            throw wrong(
                    "a %s is put out once: there is nothing to retract, unless the output mode is update, or lateness is allowed"
                            .formatted(window),
                    site);
        }
        if (emission.revises(window)) {
            requireSlides(window, site);
        }
        return emitting(aggregate, emission);
    }

    private static ColumnPlan.Aggregate emitting(ColumnPlan.Aggregate aggregate, Emission emission) {
        try {
            return aggregate.emitting(emission);
        } catch (IllegalArgumentException twice) {
            throw wrong("%s: retractions() adds `%s`; name the other one by as(...)".formatted(twice.getMessage(),
                    Emission.CHANGE), aggregate.site());
        }
    }

    private static void requireSlides(Window window, Site site) {
        long slides = switch (window) {
            case Window.Sliding sliding -> sliding.lengthMicros() / sliding.slideMicros();
            case Window.EventTime eventTime -> eventTime.lengthMicros() / eventTime.slideMicros();
            case Window.Batch _,Window.Global _,Window.Session _ -> 1;
        };
        if (slides > MOST_SLIDES) {
            throw wrong(
                    "the %s has %,d slides, and each row would change as many results: %,d are the most of a window that is put out more than once"
                            .formatted(window, slides, MOST_SLIDES),
                    site);
        }
    }

    private static long earlyMicros(Duration interval, long intervalMicros, Site site) {
        long micros = Durations.exactMicros("the interval of early results", interval, site);
        if (micros <= 0 || (intervalMicros != 0 && micros % intervalMicros != 0)) {
            throw wrong("early results come at ticks: %s is no multiple of the batch interval above 0"
                    .formatted(interval), site);
        }
        return micros;
    }

    private static PlanException wrong(String message, Site site) {
        return new PlanException(message + " [" + site + "]");
    }
}
