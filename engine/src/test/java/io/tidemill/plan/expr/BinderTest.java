// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.PlanException;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;

import static io.tidemill.Functions.abs;
import static io.tidemill.Functions.array;
import static io.tidemill.Functions.arrayContains;
import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.boolAnd;
import static io.tidemill.Functions.coalesce;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.concat;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.dateAdd;
import static io.tidemill.Functions.dateDiff;
import static io.tidemill.Functions.dateTrunc;
import static io.tidemill.Functions.elementAt;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.floor;
import static io.tidemill.Functions.greatest;
import static io.tidemill.Functions.hour;
import static io.tidemill.Functions.length;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.min;
import static io.tidemill.Functions.month;
import static io.tidemill.Functions.nullif;
import static io.tidemill.Functions.replace;
import static io.tidemill.Functions.round;
import static io.tidemill.Functions.size;
import static io.tidemill.Functions.split;
import static io.tidemill.Functions.splitIndex;
import static io.tidemill.Functions.sqrt;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.trim;
import static io.tidemill.Functions.upper;
import static io.tidemill.Functions.when;
import static io.tidemill.Functions.words;
import static io.tidemill.Functions.year;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BinderTest {
    private static final Schema TRADES = Schema.of(Field.nullable("symbol", Type.UTF8), Field.of("price", Type.FLOAT64),
            Field.of("size", Type.INT32),
            Field.of("at", Type.TIMESTAMP));
    private static final Schema TYPES = Schema.of(Field.of("b", Type.BOOL), Field.of("i8", Type.INT8),
            Field.of("i16", Type.INT16),
            Field.of("i32", Type.INT32), Field.of("i64", Type.INT64), Field.of("f32", Type.FLOAT32),
            Field.of("f64", Type.FLOAT64),
            Field.nullable("s", Type.UTF8), Field.of("t", Type.TIMESTAMP), Field.of("d", Type.DATE),
            Field.nullable("n", Type.INT32),
            Field.of("object", Type.OBJECT));
    private static final Site HERE = new Site("where", "Trades.java:12");

    private final Binder trades = new Binder(TRADES, "trades", HERE);
    private final Binder types = new Binder(TYPES, "types", HERE);

    @Test
    void namesTheColumnThatWasProbablyMeant() {
        assertThatThrownBy(() -> trades.bind(col("prce").gt(1))).isInstanceOf(PlanException.class)
                .hasMessage(
                        "no column `prce` in trades(symbol, price, size, at); did you mean `price`? [where at Trades.java:12]");
        assertThatThrownBy(() -> trades.bind(col("SIZE"))).hasMessageContaining("did you mean `size`?");
        assertThatThrownBy(() -> trades.bind(col("volume")))
                .hasMessage("no column `volume` in trades(symbol, price, size, at) [where at Trades.java:12]");
    }

    @ParameterizedTest
    @CsvSource({"i8,i8,INT32", "i8,i16,INT32", "i16,i32,INT32", "i32,i32,INT32", "i32,i64,INT64", "i64,f32,FLOAT32",
            "i64,f64,FLOAT64", "f32,f64,FLOAT64"})
    void numbersMeetAtTheWiderType(String left, String right, String kind) {
        Type expected = Stream.of(Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64)
                .filter(type -> type.kind().name().equals(kind))
                .findFirst()
                .orElseThrow();
        for (Expr expr : new Expr[]{col(left).plus(col(right)), col(right).times(col(left)),
                col(left).mod(col(right))}) {
            Bound.Arithmetic bound = (Bound.Arithmetic) types.bind(expr);
            assertThat(bound.type()).isEqualTo(expected).isEqualTo(bound.left().type()).isEqualTo(bound.right().type());
        }
        Bound.Comparison comparison = (Bound.Comparison) types.bind(col(left).lt(col(right)));
        assertThat(comparison.left().type()).isEqualTo(expected).isEqualTo(comparison.right().type());
    }

    @Test
    void theQuotientOfIntegersIsAFloatAsInSpark() {
        assertThat(types.bind(col("i32").dividedBy(col("i64"))))
                .hasToString("(cast(i32 as float64) / cast(i64 as float64))")
                .extracting(Bound::type)
                .isEqualTo(Type.FLOAT64);
        assertThat(types.bind(col("i32").div(10))).hasToString("(i32 div 10)")
                .extracting(Bound::type)
                .isEqualTo(Type.INT32);
    }

    @Test
    void onlyADivisorThatMayBeZeroMakesNulls() {
        assertThat(types.bind(col("i32").div(10)).nullable()).isFalse();
        assertThat(types.bind(col("i32").div(0)).nullable()).isTrue();
        assertThat(types.bind(col("i32").mod(col("i32"))).nullable()).isTrue();
        assertThat(types.bind(col("n").plus(1)).nullable()).isTrue();
        assertThat(types.bind(col("n").isNull()).nullable()).isFalse();
    }

    @Test
    void constantsTakeTheTypeOfTheColumn() {
        assertThat(types.bind(col("f64").gt(100)))
                .isEqualTo(new Bound.Comparison(ComparisonOperator.GT, new Bound.Column(6, "f64", Type.FLOAT64, false),
                        new Bound.Constant(100.0, Type.FLOAT64)));
        assertThat(types.bind(col("i64").eq(1))).hasToString("(i64 = 1)");
        assertThat(types.bind(col("i32").lt(1L))).hasToString("(i32 < 1)");
        assertThat(types.bind(col("i32").lt(5_000_000_000L))).hasToString("(cast(i32 as int64) < 5000000000)");
        assertThat(types.bind(col("i8").lt(1000))).hasToString("(cast(i8 as int32) < 1000)");
        assertThat(types.bind(col("i32").lt(0.5))).hasToString("(cast(i32 as float64) < 0.5)");
    }

    @Test
    void momentsAndDaysAreComparedAsNumbers() {
        assertThat(types.bind(col("t").geq(Instant.ofEpochSecond(1)))).hasToString("(t >= 1000000)");
        assertThat(types.bind(col("d").eq(LocalDate.EPOCH.plusDays(3)))).hasToString("(d = 3)");
        assertThat(types.bind(col("t").lt(col("d")))).hasToString("(t < cast(d as timestamp))");
    }

    @Test
    void conditionsCombine() {
        Bound bound = types.bind(col("s").eq("tide").and(col("b").not().or(col("s").isNotNull())));
        assertThat(bound).hasToString("((s = 'tide') and (not b or not s is null))");
        assertThat(bound.nullable()).isTrue();
    }

    @Test
    void choicesMeetAtOneType() {
        assertThat(types.bind(when(col("b"), col("i32")).otherwise(0.5)))
                .hasToString("if(b, cast(i32 as float64), 0.5)")
                .extracting(Bound::type, Bound::nullable)
                .containsExactly(Type.FLOAT64, false);
        assertThat(types.bind(when(col("b"), "x").when(col("i32").gt(1), "y")))
                .hasToString("if(b, 'x', if((i32 > 1), 'y', null))")
                .extracting(Bound::nullable)
                .isEqualTo(true);
        assertThat(types.bind(coalesce(col("n"), col("i8"), 7L))).extracting(Bound::type, Bound::nullable)
                .containsExactly(Type.INT64, false);
        assertThat(types.bind(coalesce(col("n"), col("n"))).nullable()).isTrue();
        assertThat(types.bind(nullif(col("i16"), 0))).hasToString("if((cast(i16 as int32) = 0), null, i16)")
                .extracting(Bound::type)
                .isEqualTo(Type.INT16);
        assertThat(types.bind(col("i32").in(1, 2L, 1))).hasToString("((i32 = 1) or (i32 = 2))");
        assertThat(types.bind(col("i32").between(1, 9))).hasToString("((i32 >= 1) and (i32 <= 9))");
        assertThat(when(col("b"), 1).otherwise(2)).hasToString("(when b then 1 otherwise 2)");
    }

    @Test
    void functionsTakeWhatTheyWant() {
        assertThat(types.bind(sqrt(col("i32")))).hasToString("sqrt(cast(i32 as float64))");
        assertThat(types.bind(abs(col("i8"))))
                .hasToString("if((cast(i8 as int32) < 0), (0 - cast(i8 as int32)), cast(i8 as int32))")
                .extracting(Bound::type)
                .isEqualTo(Type.INT32);
        assertThat(types.bind(round(col("f32")))).hasToString("cast(round(cast(f32 as float64)) as float32)");
        assertThat(types.bind(floor(col("f64")))).hasToString("cast(floor(f64) as int64)");
        assertThat(types.bind(floor(col("i8")))).hasToString("cast(i8 as int64)");
        assertThat(types.bind(concat(trim(col("s")), "-", upper(col("s")))))
                .hasToString("concat(concat(trim(s), '-'), upper(s))");
        assertThat(types.bind(splitIndex(lit("a,b"), ",", 1))).extracting(Bound::type, Bound::nullable)
                .containsExactly(Type.UTF8, true);
        assertThat(types.bind(greatest(col("n"), col("i64")))).extracting(Bound::type, Bound::nullable)
                .containsExactly(Type.INT64, false);
        assertThat(col("s").like("%a_")).hasToString("like(s, %a_)".replace("%a_", "'%a_'"));
    }

    @Test
    void functionsOfTimesTakeMomentsAndDays() {
        assertThat(types.bind(year(col("d")))).hasToString("year(d)").extracting(Bound::type).isEqualTo(Type.INT32);
        assertThat(types.bind(dateTrunc("Week", col("t")))).hasToString("dateTrunc(t, 'week')")
                .extracting(Bound::type)
                .isEqualTo(Type.TIMESTAMP);
        assertThat(types.bind(dateAdd(col("t"), col("i8"))))
                .hasToString("cast((cast(cast(t as date) as int32) + cast(i8 as int32)) as date)");
        assertThat(types.bind(dateDiff(col("d"), col("t"))).type()).isEqualTo(Type.INT32);
        assertThatThrownBy(() -> types.bind(hour(col("d"))))
                .hasMessage("d is date, where a timestamp or time is due: hour(d) [where at Trades.java:12]");
        assertThatThrownBy(() -> types.bind(month(col("s"))))
                .hasMessageContaining("s is utf8, where a timestamp or date is due");
        assertThatThrownBy(() -> types.bind(dateAdd(col("d"), col("i64"))))
                .hasMessageContaining("i64 is int64, where a number of days, an int32, is due");
        assertThatThrownBy(() -> dateTrunc("fortnight", col("t"))).isInstanceOf(PlanException.class)
                .hasMessageContaining(
                        "dateTrunc knows no unit `fortnight`: it has [microsecond, millisecond, second, minute, hour, day, week");
    }

    @Test
    void refusesFunctionsOfWhatTheyDoNotTake() {
        assertThatThrownBy(() -> types.bind(length(col("i32"))))
                .hasMessage("i32 is int32, where text is due: length(i32) [where at Trades.java:12]");
        assertThatThrownBy(() -> types.bind(col("d").contains("19")))
                .hasMessageContaining("d is date, where text is due");
        assertThatThrownBy(() -> types.bind(sqrt(col("s"))))
                .hasMessageContaining("s is utf8, where a number is due: sqrt(s)");
        assertThatThrownBy(() -> types.bind(abs(col("sise")))).hasMessageContaining("no column `sise`");
        assertThatThrownBy(() -> types.bind(greatest(col("b"), true)))
                .hasMessageContaining("true and false have no order");
        assertThatThrownBy(() -> replace(col("s"), "", "x")).isInstanceOf(PlanException.class);
        assertThatThrownBy(() -> splitIndex(col("s"), ",", -1)).isInstanceOf(PlanException.class)
                .hasMessageContaining("pieces count from 0");
    }

    @Test
    void refusesChoicesThatAreNone() {
        assertThatThrownBy(() -> types.bind(when(col("b"), 1).otherwise("one")))
                .hasMessage(
                        "int32 and utf8 are no values of one column: (when b then 1 otherwise one) [where at Trades.java:12]");
        assertThatThrownBy(() -> types.bind(when(col("i32"), 1)))
                .hasMessageContaining("i32 is int32, where true or false is due");
        assertThatThrownBy(() -> types.bind(coalesce(col("s"), col("t"))))
                .hasMessageContaining("utf8 and timestamp are no values of one column: coalesce(s, t)");
        assertThatThrownBy(() -> types.bind(col("s").in("a", 1)))
                .hasMessageContaining("utf8 and int32 cannot be compared: (s in (a, 1))");
        assertThatThrownBy(() -> col("s").in()).isInstanceOf(PlanException.class)
                .hasMessageContaining("a value at least");
        assertThatThrownBy(() -> col("s").in("a", null)).isInstanceOf(PlanException.class)
                .hasMessageContaining("isNull()");
        assertThatThrownBy(() -> ((Expr.Case) when(col("b"), 1).otherwise(2)).when(col("b"), 3))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("when comes before otherwise");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i32", "i64", "f32", "f64"})
    void aggregatesHaveWideTypes(String column) {
        boolean integer = column.startsWith("i");
        assertThat(types.bind(sum(column), true).type()).isEqualTo(integer ? Type.INT64 : Type.FLOAT64);
        assertThat(types.bind(avg(column), true).type()).isEqualTo(Type.FLOAT64);
        assertThat(types.bind(min(column), true).type()).isEqualTo(types.bind(col(column)).type());
        assertThat(types.bind(count(col(column)), true).type()).isEqualTo(Type.INT64);
    }

    @Test
    void aggregatesAreNullOnlyWhereAGroupMayHaveNoValue() {
        assertThat(types.bind(sum("i32"), true).nullable()).isFalse();
        assertThat(types.bind(sum("n"), true).nullable()).isTrue();
        assertThat(types.bind(max("t"), false).nullable()).isTrue();
        assertThat(types.bind(count(), false).nullable()).isFalse();
        assertThat(types.bind(count(col("n")), false).nullable()).isFalse();
    }

    @Test
    void refusesOperationsThatDoNotExist() {
        assertThatThrownBy(() -> types.bind(col("s").plus(1)))
                .hasMessage("there is no utf8 + int32: (s + 1) [where at Trades.java:12]");
        assertThatThrownBy(() -> types.bind(col("f64").div(2))).hasMessageContaining("there is no float64 div int32");
        assertThatThrownBy(() -> types.bind(col("s").lt(1))).hasMessageContaining("utf8 and int32 cannot be compared");
        assertThatThrownBy(() -> types.bind(col("b").lt(true))).hasMessageContaining("true and false have no order");
        assertThatThrownBy(() -> types.bind(col("i32").and(col("b"))))
                .hasMessageContaining("i32 is int32, where true or false is due");
        assertThatThrownBy(() -> types.bind(col("i32").cast(Type.BOOL)))
                .hasMessageContaining("int32 cannot be cast to bool");
        assertThatThrownBy(() -> types.bind(sum(col("s")), true))
                .hasMessage("there is no sum of utf8: sum(s) [where at Trades.java:12]");
        assertThatThrownBy(() -> types.bind(boolAnd(col("s")), true))
                .hasMessageContaining("there is no bool_and of utf8");
        assertThatThrownBy(() -> types.bind(words(col("s")).eq("x")))
                .hasMessageContaining("list<utf8> and utf8 cannot be compared");
        assertThatThrownBy(() -> types.bind(words(col("s")).lt(words(col("s")))))
                .hasMessageContaining("list<utf8> and list<utf8> cannot be compared");
        assertThatThrownBy(() -> types.bind(words(col("s")).cast(Type.UTF8)))
                .hasMessageContaining("list<utf8> cannot be cast to utf8");
        assertThatThrownBy(() -> types.bind(array(words(col("s"))))).hasMessageContaining("no list holds lists");
        assertThatThrownBy(() -> types.bind(array(col("s"), 1)))
                .hasMessageContaining("utf8 and int32 are no values of one column");
        assertThatThrownBy(() -> types.bind(size(col("s")))).hasMessageContaining("s is utf8, where a list is due");
        assertThatThrownBy(() -> types.bind(arrayContains(words(col("s")), 1)))
                .hasMessageContaining("no list of utf8 holds a value of int32");
        assertThatThrownBy(() -> elementAt(words(col("s")), 0)).isInstanceOf(PlanException.class)
                .hasMessageContaining("elements count from 1");
        assertThatThrownBy(() -> words(col("s")).getItem(-1)).isInstanceOf(PlanException.class)
                .hasMessageContaining("words(s) has no item -1");
        assertThatThrownBy(() -> types.bind(explode(words(col("s"))).eq("x")))
                .hasMessageContaining("can only stand in a select");
        assertThatThrownBy(() -> types.text(col("i32"))).hasMessageContaining("i32 is int32: only text can be split");
        assertThatThrownBy(() -> lit(BigInteger.ONE)).isInstanceOf(PlanException.class)
                .hasMessageContaining("no column can hold the BigInteger 1");
        assertThatThrownBy(() -> split(col("s"), "")).isInstanceOf(PlanException.class)
                .hasMessageContaining("words(s)");
    }

    @Test
    void namesTheOverloadThatWouldHaveMadeColumns() {
        assertThatThrownBy(() -> types.bind(col("object").eq("x"))).isInstanceOf(PlanException.class)
                .hasMessageContaining("column `object` of types holds Java objects")
                .hasMessageContaining("mapToPair(String.class, Long.class, function)");
    }
}
