// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.tidemill.Consumer1;
import io.tidemill.DeadLetter;
import io.tidemill.connector.Sink;
import io.tidemill.memory.Schema;
import io.tidemill.operator.Operator;
import io.tidemill.plan.Site;

/// What the compiler hands to the runtime: a graph of stages between inputs and sinks.
///
/// Immutable. Operators and sinks are made by their suppliers, so that one plan can run twice (once for warming up).
///
/// @param stages in an order in which every stage stands behind those that feed it
/// @param tickDivisorMicros under natural batching a tick falls on each multiple of this after the zero time; 0 if no
///         operator acts by the clock
/// @param horizonMicros how far back operators look, all windows one behind the other
/// @param takesDeadLetters whether the last sink takes what no stage gives: rows on which functions of the user's threw
public record ExecutionPlan(List<InputNode> inputs, List<StageNode> stages, List<SinkNode> sinks,
        long tickDivisorMicros, long horizonMicros, boolean takesDeadLetters) {

    public ExecutionPlan {
        inputs = List.copyOf(inputs);
        stages = List.copyOf(stages);
        sinks = List.copyOf(sinks);
    }

    /// A plan without a sink for dead letters.
    public ExecutionPlan(List<InputNode> inputs, List<StageNode> stages, List<SinkNode> sinks, long tickDivisorMicros,
            long horizonMicros) {
        this(inputs, stages, sinks, tickDivisorMicros, horizonMicros, false);
    }

    /// The same with a sink for dead letters behind the others.
    ///
    /// @param site where the user said what takes them
    public ExecutionPlan withDeadLetters(Consumer1<? super DeadLetter> consumer, Site site) {
        List<SinkNode> more = new ArrayList<>(sinks);
        more.add(Sinks.deadLetters(consumer, site));
        return new ExecutionPlan(inputs, stages, more, tickDivisorMicros, horizonMicros, true);
    }

    /// The sinks that stages or inputs give rows to.
    public List<SinkNode> fedSinks() {
        return takesDeadLetters ? sinks.subList(0, sinks.size() - 1) : sinks;
    }

    /// The names of all functions of the user's that stages call.
    public List<String> functions() {
        return stages.stream().flatMap(stage -> stage.functions().stream()).toList();
    }

    /// Where the chunks of an input or a stage go: indices of stages and of sinks.
    ///
    /// @param secondOf stages whose second input it is
    public record Targets(List<Integer> stages, List<Integer> secondOf, List<Integer> sinks) {
        public Targets {
            stages = List.copyOf(stages);
            secondOf = List.copyOf(secondOf);
            sinks = List.copyOf(sinks);
        }

        /// Targets none of which has a second input.
        public Targets(List<Integer> stages, List<Integer> sinks) {
            this(stages, List.of(), sinks);
        }
    }

    /// When a stage or sink wants to hear of the end of a batch.
    ///
    /// @param slideMicros 0 for never, 1 for every batch, else at multiples of this after the zero time
    /// @param atEndOfStream whether also when the stream has ended
    public record TickNeed(long slideMicros, boolean atEndOfStream) {
        public static final TickNeed NEVER = new TickNeed(0, false);
        public static final TickNeed EVERY_BATCH = new TickNeed(1, true);
        public static final TickNeed AT_END_OF_STREAM = new TickNeed(0, true);

        public static TickNeed everySlide(long slideMicros) {
            return new TickNeed(slideMicros, false);
        }

        /// Whether a batch of this time is one that counts.
        public boolean isDue(long batchTimeMicros, long zeroTimeMicros, boolean endOfStream) {
            boolean slideEnds = slideMicros != 0 && (batchTimeMicros - zeroTimeMicros) % slideMicros == 0;
            return slideEnds || (atEndOfStream && endOfStream);
        }
    }

    public record InputNode(String name, Schema schema, Targets targets) {}

    /// @param what it does, in the words of [Explain]
    /// @param functions names of the functions of the user's that the stage calls, under which their rows are judged
    /// @param clocks the stages, in front of this one, that say how far the event time of its rows has come
    public record StageNode(String name, String what, Schema schema, Supplier<? extends Operator> operator,
            Targets targets,
            TickNeed ticks, List<String> functions, List<Integer> clocks) {
        public StageNode {
            functions = List.copyOf(functions);
            clocks = List.copyOf(clocks);
        }

        /// A stage whose rows have no event time.
        public StageNode(String name, Schema schema, Supplier<? extends Operator> operator, Targets targets,
                TickNeed ticks, List<String> functions) {
            this(name, name, schema, operator, targets, ticks, functions, List.of());
        }

        /// Whether warming up with made-up rows must leave this stage out.
        public boolean runsUserCode() {
            return !functions.isEmpty();
        }
    }

    public record SinkNode(String name, Schema schema, Supplier<? extends Sink> sink, TickNeed ticks) {}
}
