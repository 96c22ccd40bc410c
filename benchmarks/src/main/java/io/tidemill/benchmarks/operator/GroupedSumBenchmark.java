// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.tidemill.Pair;
import io.tidemill.benchmarks.publisher.Reading;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.PairEncoding;
import io.tidemill.codec.RowCodec;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.RowVerdicts;
import io.tidemill.operator.ValueFailures;
import io.tidemill.operator.aggregate.AggregateOperator;
import io.tidemill.operator.columns.FilterOperator;
import io.tidemill.operator.columns.ProjectOperator;
import io.tidemill.operator.rows.FilterRowsOperator;
import io.tidemill.operator.rows.ReduceByKeyOperator;
import io.tidemill.operator.rows.RowFunction;
import io.tidemill.operator.rows.RowFunctionsOperator;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.ComparisonOperator;

/// A batch of one chunk through a filter, a projection and a sum by key: by expressions over columns, and by lambdas over rows.
///
/// Half of the rows pass, and leave 512 keys. The time is that of a row of the input.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GroupedSumBenchmark {
    private static final int ROWS = 8_192;
    private static final int WANTED_KEYS = 512; // of 1,024
    private static final double FACTOR = 2.0;

    /// What the operators work on.
    @Param({"columns", "rows"})
    private String operators;

    private final double[] sums = new double[WANTED_KEYS];
    private MemoryBudget budget;
    private Block block;
    private Chunk chunk;
    private Chain chain;

    @Setup
    public void fill() {
        RowCodec<Reading> codec = Reading.codec();
        budget = MemoryBudget.limited("benchmark", 64 << 20);
        block = new Block(budget, "readings", codec.schema(), ROWS, 0);
        BlockWriter writer = new BlockWriter(codec.schema());
        writer.begin(block);
        for (int row = 0; row < ROWS; row++) {
            codec.write(new Reading(row, Reading.key(row), row), writer);
            writer.endRow();
        }
        chunk = new Chunk(codec.schema()).view(block, 0, ROWS);
        Forge forge = Forge.hasVectors() ? Forge.vectorAtOnce() : Forge.scalarOnly();
        chain = new Chain(
                operator -> new OperatorContext("benchmark", budget, ROWS, 0, 0, forge,
                        ValueFailures.nulls("benchmark"),
                        RowVerdicts.stopping(), Lanes.only(operator), new EventClock()),
                this::keep, operators.equals("columns") ? overColumns(codec.schema()) : overRows(codec));
        check();
        check(); // the second batch must not see the first
    }

    private static List<Operator> overColumns(Schema readings) {
        Schema doubled = Schema.of(Field.of("key", Type.INT32), Field.of("doubled", Type.FLOAT64));
        Schema summed = Schema.of(Field.of("key", Type.INT32), Field.of("sum", Type.FLOAT64));
        Bound key = new Bound.Column(1, "key", Type.INT32, false);
        Bound value = new Bound.Column(2, "value", Type.FLOAT64, false);
        Bound wanted = new Bound.Comparison(ComparisonOperator.LT, key, new Bound.Constant(WANTED_KEYS, Type.INT32));
        Bound product = new Bound.Arithmetic(ArithmeticOperator.TIMES, value,
                new Bound.Constant(FACTOR, Type.FLOAT64), Type.FLOAT64);
        BoundAggregate sum = new BoundAggregate(AggregateFunction.SUM,
                Optional.of(new Bound.Column(1, "doubled", Type.FLOAT64, false)), Type.FLOAT64, false);
        return List.of(new FilterOperator(readings, wanted),
                new ProjectOperator(readings, doubled, List.of(key, product)),
                new AggregateOperator(doubled, summed, List.of(new Bound.Column(0, "key", Type.INT32, false)),
                        List.of(sum), new Window.Batch()));
    }

    private static List<Operator> overRows(RowCodec<Reading> readings) {
        PairEncoding<Integer, Double> pairs = new PairEncoding<>(Encodings.of(Integer.class),
                Encodings.of(Double.class));
        Site site = new Site("benchmark", "GroupedSumBenchmark.java");
        RowFunction product = new RowFunction.Mapping<>(new UserCode("product", site),
                (Reading reading) -> Pair.of(reading.key(), FACTOR * reading.value()), pairs);
        return List.of(new FilterRowsOperator<>(readings, reading -> reading.key() < WANTED_KEYS, site),
                new RowFunctionsOperator<>(readings, pairs, List.of(product)),
                new ReduceByKeyOperator<>(pairs.pairCodec(), Double::sum, site));
    }

    private void keep(Chunk results) {
        for (int i = 0; i < results.selectedRows(); i++) {
            int row = results.rowAt(i);
            sums[results.column(0).intAt(row)] = results.column(1).doubleAt(row);
        }
    }

    private void check() {
        double[] expected = new double[WANTED_KEYS];
        for (int row = 0; row < ROWS; row++) {
            if (Reading.key(row) < WANTED_KEYS) {
                expected[Reading.key(row)] += FACTOR * row;
            }
        }
        Arrays.fill(sums, Double.NaN);
        batch();
        for (int key = 0; key < WANTED_KEYS; key++) {
            Answer.require("the sum of key " + key, expected[key], sums[key]);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] batch() {
        chain.batch(chunk);
        return sums;
    }

    @TearDown
    public void close() {
        chain.close();
        block.close();
        budget.close();
    }
}
