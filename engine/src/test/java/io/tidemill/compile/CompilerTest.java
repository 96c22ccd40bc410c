// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tidemill.Pair;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.PairEncoding;
import io.tidemill.compile.ExecutionPlan.StageNode;
import io.tidemill.compile.ExecutionPlan.TickNeed;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.plan.Emit;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Slides;
import io.tidemill.plan.Window;

import static io.tidemill.plan.Slides.EVERY_BATCH;
import static org.assertj.core.api.Assertions.assertThat;

class CompilerTest {
    private static final Encoding<String> TEXT = Encodings.of(String.class);
    private static final PairEncoding<String, Long> COUNTS = new PairEncoding<>(TEXT, Encodings.of(Long.class));

    private final Plan.Scan lines = new Plan.Scan(0, "lines", TEXT.schema(), new Site("input", "A.java:1"));
    private final Plan.Scan more = new Plan.Scan(1, "more", TEXT.schema(), new Site("input", "A.java:2"));

    @Test
    void aStreamThatIsUsedTwiceIsOneStageWithTwoTargets() {
        Plan upper = map(lines, "upper");
        ExecutionPlan plan = compile(print(map(upper, "left")), print(map(upper, "right")), print(upper));
        assertThat(plan.stages()).extracting(StageNode::name)
                .containsExactly("lines/upper", "lines/left", "lines/right");
        assertThat(plan.inputs().getFirst().targets().stages()).containsExactly(0);
        assertThat(plan.stages().getFirst().targets().stages()).containsExactly(1, 2);
        assertThat(plan.stages().getFirst().targets().sinks()).containsExactly(2);
    }

    @Test
    void whatStandsOnAUnionIsATargetOfEachOfItsInputs() {
        Plan left = map(lines, "left");
        Plan union = new Plan.Union(List.of(left, more, left), TEXT.schema(), new Site("union", "A.java:5"));
        ExecutionPlan plan = compile(print(map(union, "both")), print(union));
        assertThat(plan.stages()).extracting(StageNode::name).containsExactly("lines/left", "lines/both");
        assertThat(plan.stages().getFirst().targets().stages()).as("a stream in a union with itself")
                .containsExactly(1, 1);
        assertThat(plan.inputs().get(1).targets().stages()).containsExactly(1);
        assertThat(plan.inputs().get(1).targets().sinks()).containsExactly(1);
    }

    @Test
    void everyStageStandsBehindThoseThatFeedIt() {
        Plan left = map(map(lines, "a"), "b");
        Plan union = new Plan.Union(List.of(left, map(more, "c")), TEXT.schema(), new Site("union", "A.java:5"));
        ExecutionPlan plan = compile(print(map(union, "d")));
        for (int stage = 0; stage < plan.stages().size(); stage++) {
            int behind = stage;
            assertThat(plan.stages().get(stage).targets().stages()).allMatch(target -> target > behind);
        }
    }

    @Test
    void inputsThatNobodyReadsKeepTheirPlace() {
        ExecutionPlan plan = compile(print(more));
        assertThat(plan.inputs()).extracting(ExecutionPlan.InputNode::name).containsExactly("lines", "more");
        assertThat(plan.inputs().getFirst().targets().sinks()).isEmpty();
    }

    @Test
    void namesAreTheUsersOrStreamAndOperationAndEachOccursOnce() {
        Plan named = new Plan.Named(map(lines, "map"), "words");
        ExecutionPlan plan = compile(print(map(named, "map")), print(map(named, "map")));
        assertThat(plan.stages()).extracting(StageNode::name).containsExactly("words", "words/map", "words/map#2");
        assertThat(plan.sinks().getFirst().name()).isEqualTo("words/print");
    }

    @Test
    void onlyWhatActsByTheClockHearsOfTicks() {
        Plan pairs = new RowPlan.MapRows<>(lines, TEXT, COUNTS, line -> Pair.of(line, 1L),
                new Site("mapToPair", "A.java:3"));
        Plan counts = new RowPlan.ReduceByKey<>(pairs, COUNTS, Long::sum, new Site("reduceByKey", "A.java:4"));
        Plan window = new RowPlan.ReduceByKeyAndWindow<>(pairs, COUNTS, Long::sum, new Window.Sliding(12_000, 6_000),
                new Site("window", "A.java:5"));
        Plan again = new RowPlan.ReduceByKeyAndWindow<>(counts, COUNTS, Long::sum, new Window.Sliding(8_000, 4_000),
                new Site("again", "A.java:6"));
        Plan behind = new RowPlan.ReduceByKey<>(window, COUNTS, Long::sum, new Site("behind", "A.java:7"));
        ExecutionPlan plan = compile(print(counts), print(window), print(again), print(behind));
        assertThat(need(plan, "lines/mapToPair")).isEqualTo(TickNeed.NEVER);
        assertThat(need(plan, "lines/reduceByKey")).isEqualTo(TickNeed.EVERY_BATCH);
        assertThat(need(plan, "lines/window")).isEqualTo(TickNeed.everySlide(6_000));
        assertThat(need(plan, "lines/behind")).as("a stream behind a window speaks when the window does")
                .isEqualTo(TickNeed.everySlide(6_000));
        assertThat(plan.sinks()).extracting(ExecutionPlan.SinkNode::ticks)
                .containsExactly(TickNeed.EVERY_BATCH, TickNeed.everySlide(6_000),
                        TickNeed.everySlide(4_000), TickNeed.everySlide(6_000));
        assertThat(plan.tickDivisorMicros()).isEqualTo(2_000);
    }

    @Test
    void aPlanWithoutWindowsHasNoDivisor() {
        assertThat(compile(print(map(lines, "map"))).tickDivisorMicros()).isZero();
        assertThat(Slides.of(map(lines, "map"))).isEqualTo(EVERY_BATCH);
    }

    @Test
    void suppliersMakeANewOperatorEveryTime() {
        StageNode stage = compile(print(map(lines, "map"))).stages().getFirst();
        assertThat(stage.operator().get()).isNotSameAs(stage.operator().get());
        assertThat(stage.runsUserCode()).isTrue();
    }

    private ExecutionPlan compile(Emit... outputs) {
        return Compiler.compile(List.of(lines, more), List.of(outputs), () -> MemoryBudget.limited("test", 0));
    }

    private static TickNeed need(ExecutionPlan plan, String stage) {
        return plan.stages().stream().filter(node -> node.name().equals(stage)).findFirst().orElseThrow().ticks();
    }

    private static Plan map(Plan input, String operation) {
        return new RowPlan.MapRows<>(input, TEXT, TEXT, text -> text, new Site(operation, "A.java:3"));
    }

    private static Emit print(Plan input) {
        return new Emit.Print<>(input, TEXT, 10, System.out, new Site("print", "A.java:9"));
    }
}
