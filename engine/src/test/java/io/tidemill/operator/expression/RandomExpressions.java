// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.tidemill.memory.Bytes;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ComparisonOperator;
import io.tidemill.plan.expr.RealFunction;
import io.tidemill.plan.expr.ScalarFunction;
import io.tidemill.plan.expr.TextFunction;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Bound expressions of a wanted type over a schema, well formed and otherwise random.
public final class RandomExpressions {
    private static final List<Type> NUMBERS = List.of(Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64);
    private static final List<Type> COMPARABLE = List.of(Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64, Type.BOOL,
            Type.UTF8, Type.TIMESTAMP, Type.DATE, Type.TIME, Type.TIMESTAMP_NTZ, Type.BINARY);

    private static final List<Type> CASTABLE = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32,
            Type.FLOAT64);

    private static final List<String> PADS = List.of("", "*", "ab", "水x");

    private final Schema schema;
    private final RandomGenerator random;

    public RandomExpressions(Schema schema, RandomGenerator random) {
        this.schema = schema;
        this.random = random;
    }

    public Bound of(Type type, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return leaf(type);
        }
        if (random.nextInt(6) == 0) {
            return choice(type, depth - 1);
        }
        return switch (type.kind()) {
            case BOOL -> condition(depth - 1);
            case INT32, INT64, FLOAT32, FLOAT64 -> number(type, depth - 1);
            case TIMESTAMP -> time(type, List.of(Type.INT64, Type.DATE));
            case DATE -> time(type, List.of(Type.INT32, Type.TIMESTAMP));
            case TIMESTAMP_NTZ -> time(type, List.of(Type.TIMESTAMP, Type.DATE));
            case TIME -> time(type, List.of(Type.TIMESTAMP, Type.TIMESTAMP_NTZ));
            case BINARY -> random.nextInt(3) == 0
                    ? call(new TextFunction.Unhex(), type, text(depth - 1))
                    : new Bound.Cast(text(depth - 1), type);
            case UTF8 -> text(depth - 1);
            default -> leaf(type);
        };
    }

    private Bound text(int depth) {
        Bound text = of(Type.UTF8, depth);
        return switch (random.nextInt(12)) {
            case 4 -> call(new TextFunction.Pad(random.nextBoolean(), random.nextInt(-1, 9), any(PADS)), Type.UTF8,
                    text);
            case 5 -> call(new TextFunction.Side(random.nextBoolean(), random.nextInt(-1, 6)), Type.UTF8, text);
            case 6 -> call(new TextFunction.Capitalize(), Type.UTF8, text);
            case 7 -> call(new TextFunction.Reverse(), Type.UTF8, text);
            case 8 -> call(new TextFunction.Repeat(random.nextInt(-1, 3)), Type.UTF8, text);
            case 9 -> call(new TextFunction.Translate("eiñt", any(List.of("", "水", "xyzw"))), Type.UTF8, text);
            case 10 -> call(new TextFunction.Hex(), Type.UTF8, random.nextBoolean() ? text : of(Type.INT64, depth));
            case 11 -> call(new TextFunction.OneCharacter(), Type.UTF8, of(Type.INT64, depth));
            case 0 -> call(new TextFunction.Concat(), Type.UTF8, text, of(Type.UTF8, depth));
            case 1 -> call(new TextFunction.Case(random.nextBoolean()), Type.UTF8, text);
            case 2 -> call(new TextFunction.Substring(random.nextInt(-5, 5), random.nextInt(5)), Type.UTF8, text);
            default ->
                call(new TextFunction.SplitIndex(any(List.of("e", "i", "ñ")), random.nextInt(3)), Type.UTF8, text);
        };
    }

    private static Bound call(ScalarFunction function, Type type, Bound... operands) {
        return new Bound.Call(function, List.of(operands), type, true);
    }

    private Bound choice(Type type, int depth) {
        Bound otherwise = random.nextInt(4) == 0 ? new Bound.Null(type) : of(type, depth);
        return new Bound.If(of(Type.BOOL, depth), of(type, depth), otherwise, true);
    }

    private Bound time(Type type, List<Type> others) {
        return random.nextBoolean() ? leaf(type) : new Bound.Cast(leaf(any(others)), type);
    }

    private Bound condition(int depth) {
        return switch (random.nextInt(7)) {
            case 6 -> call(
                    new TextFunction.Match(any(List.of(TextFunction.Match.Kind.values())), any(List.of("t%", "e", ""))),
                    Type.BOOL, of(Type.UTF8, depth));
            case 0 -> new Bound.And(of(Type.BOOL, depth), of(Type.BOOL, depth));
            case 1 -> new Bound.Or(of(Type.BOOL, depth), of(Type.BOOL, depth));
            case 2 -> new Bound.Not(of(Type.BOOL, depth));
            case 3 -> new Bound.IsNull(of(any(COMPARABLE), depth));
            default -> comparison(any(COMPARABLE), depth);
        };
    }

    private Bound comparison(Type type, int depth) {
        List<ComparisonOperator> operators = type.equals(Type.BOOL)
                ? List.of(ComparisonOperator.EQ, ComparisonOperator.NE)
                : List.of(ComparisonOperator.values());
        return new Bound.Comparison(any(operators), of(type, depth), of(type, depth));
    }

    private Bound number(Type type, int depth) {
        if (random.nextInt(5) == 0) {
            Type from = any(CASTABLE);
            return new Bound.Cast(of(from, depth), type);
        }
        if (type.equals(Type.FLOAT64) && random.nextInt(5) == 0) {
            return call(any(List.of(RealFunction.ROUND, RealFunction.SQRT, RealFunction.LOG)), type, of(type, depth));
        }
        if (type.equals(Type.INT32) && random.nextInt(5) == 0) {
            TextFunction measure = any(List.of(new TextFunction.Length(), new TextFunction.FirstCharacter(),
                    new TextFunction.Find(TextFunction.Find.Name.LOCATE, any(List.of("e", "ñ", "id")),
                            random.nextInt(1, 4))));
            return call(measure, type, of(Type.UTF8, depth));
        }
        ArithmeticOperator operator = any(type.equals(Type.FLOAT64)
                ? List.of(ArithmeticOperator.PLUS, ArithmeticOperator.MINUS, ArithmeticOperator.TIMES,
                        ArithmeticOperator.DIVIDE, ArithmeticOperator.MOD)
                : type.isFloat()
                        ? List.of(ArithmeticOperator.PLUS, ArithmeticOperator.MINUS, ArithmeticOperator.TIMES,
                                ArithmeticOperator.MOD)
                        : List.of(ArithmeticOperator.PLUS, ArithmeticOperator.MINUS, ArithmeticOperator.TIMES,
                                ArithmeticOperator.DIV, ArithmeticOperator.MOD));
        return new Bound.Arithmetic(operator, of(type, depth), of(type, depth), type);
    }

    private Bound leaf(Type type) {
        int[] columns = IntStream.range(0, schema.size())
                .filter(column -> schema.field(column).type().equals(type))
                .toArray();
        if (columns.length == 0 || random.nextInt(3) == 0) {
            return constant(type);
        }
        int index = columns[random.nextInt(columns.length)];
        Field field = schema.field(index);
        return new Bound.Column(index, field.name(), type, field.nullable());
    }

    private Bound constant(Type type) {
        return new Bound.Constant(switch (type.kind()) {
            case BOOL -> random.nextBoolean();
            case INT8 -> (byte) random.nextInt(-3, 20);
            case INT16 -> (short) random.nextInt(-3, 20);
            case INT32 -> random.nextInt(-3, 20);
            case INT64 -> random.nextLong(-3, 20);
            case FLOAT32 -> random.nextInt(-3, 20) * 0.5f;
            case FLOAT64 -> random.nextInt(-3, 20) * 0.5;
            case UTF8 -> any(List.of("", "tide", "the", "eight888", "señor"));
            case TIMESTAMP -> 1_700_000_000_000_000L + random.nextInt(1000) * 250_000L;
            case TIMESTAMP_NTZ -> 1_700_000_000_000_000L - random.nextInt(1000) * 250_000L;
            case TIME -> random.nextInt(96) * 900_000_000L;
            case BINARY -> Bytes.of(any(List.of("", "tide", "señor")).getBytes(UTF_8));
            case DATE -> random.nextInt(19_000, 19_050);
            default -> throw new IllegalArgumentException("no constant of " + type);
        }, type);
    }

    public Type numberType() {
        return any(NUMBERS);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
