// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.List;

import io.tidemill.PlanException;

/// How often a stream has a batch of its own: every batch, every slide, or once at the end.
///
/// What stands behind a window speaks when the window speaks: Spark's slide duration of a stream.
public final class Slides {
    /// At every batch of the context.
    public static final long EVERY_BATCH = 0;
    /// Once, when the stream ends.
    public static final long END_OF_STREAM = Long.MAX_VALUE;

    /// Within which timers, timeouts and times to live are looked after, however few rows come.
    private static final long TIMERS_MICROS = 1_000_000;

    private Slides() {}

    /// The slide of a stream in microseconds, [#EVERY_BATCH] or [#END_OF_STREAM].
    public static long of(Plan plan) {
        return switch (plan) {
            case Plan.Scan _ -> EVERY_BATCH;
            case Plan.Union union -> of(union.inputs().getFirst());
            case JoinPlan.IntervalJoin _,JoinPlan.WindowJoin _,JoinPlan.LateRows _ -> EVERY_BATCH;
            case Plan.OfTwo node -> of(node.left());
            case ColumnPlan.Aggregate aggregate ->
                aggregate.isRevised() ? EVERY_BATCH : of(aggregate.window(), aggregate);
            case ColumnPlan.WindowRows rows -> rows.window().slideMicros();
            case RowPlan.ReduceByKeyAndWindow<?, ?> reduce -> reduce.window().slideMicros();
            case RowPlan.ReduceByKeyAndInverse<?, ?> reduce -> reduce.window().slideMicros();
            case Plan.OfOne node -> of(node.input());
        };
    }

    private static long of(Window window, ColumnPlan.Aggregate aggregate) {
        return switch (window) {
            case Window.Batch() -> of(aggregate.input());
            case Window.Sliding(_, long slideMicros) -> slideMicros;
            case Window.OfEventTime _ -> EVERY_BATCH;
            case Window.Global() -> END_OF_STREAM;
        };
    }

    /// How long the window of a plan's own node is; 0 if it has none, or one that ends with the batch or the stream.
    public static long lengthMicros(Plan plan) {
        return switch (plan) {
            case ColumnPlan.Aggregate aggregate ->
                aggregate.window() instanceof Window.Sliding sliding ? sliding.lengthMicros() : 0;
            case ColumnPlan.WindowRows rows -> rows.window().lengthMicros();
            case RowPlan.ReduceByKeyAndWindow<?, ?> reduce -> reduce.window().lengthMicros();
            case RowPlan.ReduceByKeyAndInverse<?, ?> reduce -> reduce.window().lengthMicros();
            case JoinPlan.IntervalJoin join -> join.beforeMicros() + join.afterMicros();
            case JoinPlan.WindowJoin join -> join.window().lengthMicros() + join.window().latenessMicros();
            case Plan.Scan _,Plan.Union _,Plan.OfTwo _,Plan.OfOne _ -> 0;
        };
    }

    /// The microseconds of which every multiple has to end a batch, for what a plan's own node does; 0 for none.
    public static List<Long> bounds(Plan plan) {
        if (plan instanceof ColumnPlan.Aggregate aggregate && aggregate.isRevised()) {
            long slide = aggregate.window() instanceof Window.Sliding sliding ? sliding.slideMicros() : 0;
            return List.of(slide, aggregate.emission().earlyMicros());
        }
        if (plan instanceof RowPlan.ProcessKeyed<?, ?, ?>
                || (plan instanceof RowPlan.MapWithState<?, ?, ?, ?> map && map.timeoutMicros() > 0)) {
            return List.of(of(plan), TIMERS_MICROS);
        }
        return List.of(of(plan));
    }

    /// How messages name a slide.
    public static String text(long slide) {
        if (slide == EVERY_BATCH) {
            return "every batch";
        }
        return slide == END_OF_STREAM ? "at the end of the stream" : "every " + Micros.text(slide);
    }

    /// Checks that streams that meet batch by batch speak at the same times.
    ///
    /// @param what needs it, such as `a union`
    public static void requireSame(Plan first, Plan other, String what, Site site) {
        long slide = of(first);
        long otherSlide = of(other);
        if (slide != otherSlide) {
            throw new PlanException("%s speaks %s, %s %s: %s needs streams of one slide [%s]".formatted(
                    Labels.of(first), text(slide), Labels.of(other), text(otherSlide), what, site));
        }
    }

    /// Checks a window over a stream: both durations must be multiples of the stream's own slide, and the window one of its slide.
    ///
    /// @param intervalMicros the batch interval, or 0 under natural batching
    public static Window.Sliding window(Plan input, long lengthMicros, long slideMicros, long intervalMicros,
            Site site) {
        if (lengthMicros <= 0 || slideMicros <= 0) {
            throw new PlanException("a window needs a length and a slide above 0, not %s and %s [%s]".formatted(
                    Micros.text(lengthMicros),
                    Micros.text(slideMicros), site));
        }
        long parent = of(input);
        if (parent == END_OF_STREAM) {
            throw new PlanException("a stream that speaks once, at its end, has no windows [%s]".formatted(site));
        }
        long unit = parent == EVERY_BATCH ? intervalMicros : parent;
        String what = parent == EVERY_BATCH ? "batch interval" : "slide of the stream that it stands on,";
        if (unit != 0) {
            multiple("window", lengthMicros, what, unit, site);
            multiple("slide", slideMicros, what, unit, site);
        }
        multiple("window", lengthMicros, "slide", slideMicros, site);
        requireSlides(lengthMicros, slideMicros, site);
        return new Window.Sliding(lengthMicros, slideMicros);
    }

    /// Checks an event-time window: any length that is a multiple of its slide.
    public static Window.EventTime eventWindow(int column, long lengthMicros, long slideMicros, Site site) {
        if (lengthMicros <= 0 || slideMicros <= 0) {
            throw new PlanException("a window needs a length and a slide above 0, not %s and %s [%s]".formatted(
                    Micros.text(lengthMicros), Micros.text(slideMicros), site));
        }
        multiple("window", lengthMicros, "slide", slideMicros, site);
        requireSlides(lengthMicros, slideMicros, site);
        return new Window.EventTime(column, lengthMicros, slideMicros);
    }

    private static void requireSlides(long lengthMicros, long slideMicros, Site site) {
        if (lengthMicros / slideMicros > Window.Sliding.MOST_SLIDES) {
            throw new PlanException(
                    "the window of %s has %,d slides of %s: %,d is the most; let it slide by more, or make it shorter [%s]"
                            .formatted(Micros.text(lengthMicros), lengthMicros / slideMicros, Micros.text(slideMicros),
                                    Window.Sliding.MOST_SLIDES, site));
        }
    }

    private static void multiple(String what, long micros, String of, long unit, Site site) {
        if (micros % unit != 0) {
            throw new PlanException("the %s of %s is no multiple of the %s %s [%s]".formatted(what, Micros.text(micros),
                    of, Micros.text(unit), site));
        }
    }
}
