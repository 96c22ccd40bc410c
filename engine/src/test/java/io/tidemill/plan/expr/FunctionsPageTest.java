// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.tidemill.Functions;
import io.tidemill.PlanException;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;

import static io.tidemill.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;

/// The table of functions in docs/types.md says what each takes and gives, and names them all.
class FunctionsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("tidemill.root", ".."), "docs", "types.md");
    private static final List<Type> TYPES = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.BINARY, Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE,
            Type.TIME);
    private static final List<Type> NUMBERS = TYPES.stream().filter(Type::isNumeric).toList();
    private static final List<Type> MOMENTS = List.of(Type.TIMESTAMP, Type.TIMESTAMP_NTZ);
    private static final List<Type> DAYS = List.of(Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE);
    private static final List<Type> INTEGERS = TYPES.stream().filter(Type::isInteger).toList();
    private static final Map<String, List<Type>> OPERANDS = Map.ofEntries(Map.entry("integers", INTEGERS),
            Map.entry("an integer, and int32", INTEGERS), Map.entry("any", TYPES), Map.entry("a number", NUMBERS),
            Map.entry("numbers", NUMBERS), Map.entry("utf8", List.of(Type.UTF8)),
            Map.entry("utf8 and lists of it", List.of(Type.UTF8)),
            Map.entry("integers, utf8 or binary",
                    Stream.concat(INTEGERS.stream(), Stream.of(Type.UTF8, Type.BINARY)).toList()),
            Map.entry("utf8 or binary", List.of(Type.UTF8, Type.BINARY)),
            Map.entry("timestamp of either kind, or date", DAYS), Map.entry("timestamps or dates", DAYS),
            Map.entry("timestamp of either kind or date, and int32", DAYS),
            Map.entry("timestamp of either kind", MOMENTS),
            Map.entry("timestamp of either kind, or time", List.of(Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.TIME)));
    /// Those whose call needs more than one operand.
    private static final Map<String, UnaryOperator<Expr>> CALLS = Map.ofEntries(
            Map.entry("pow", number -> Functions.pow(number, 2)),
            Map.entry("substring", text -> Functions.substring(text, 1, 2)),
            Map.entry("replace", text -> Functions.replace(text, "a", "b")),
            Map.entry("splitIndex", text -> Functions.splitIndex(text, ",", 0)),
            Map.entry("concat", text -> Functions.concat(text, "x")),
            Map.entry("lpad", text -> Functions.lpad(text, 3, "-")),
            Map.entry("rpad", text -> Functions.rpad(text, 3, "-")),
            Map.entry("left", text -> Functions.left(text, 3)), Map.entry("right", text -> Functions.right(text, 3)),
            Map.entry("repeat", text -> Functions.repeat(text, 2)),
            Map.entry("translate", text -> Functions.translate(text, "a", "b")),
            Map.entry("instr", text -> Functions.instr(text, "a")),
            Map.entry("locate", text -> Functions.locate("a", text)),
            Map.entry("position", text -> Functions.position("a", text, 2)),
            Map.entry("concatWs", text -> Functions.concatWs("-", text)),
            Map.entry("startsWith", text -> text.startsWith("a")), Map.entry("endsWith", text -> text.endsWith("a")),
            Map.entry("contains", text -> text.contains("a")), Map.entry("like", text -> text.like("a%")),
            Map.entry("dateTrunc", time -> Functions.dateTrunc("day", time)),
            Map.entry("bitwiseAnd", number -> Functions.bitwiseAnd(number, number)),
            Map.entry("bitwiseOr", number -> Functions.bitwiseOr(number, 1)),
            Map.entry("bitwiseXor", number -> Functions.bitwiseXor(number, (byte) 1)),
            Map.entry("shiftLeft", number -> Functions.shiftLeft(number, 1)),
            Map.entry("shiftRight", number -> Functions.shiftRight(number, 1)),
            Map.entry("shiftRightUnsigned", number -> Functions.shiftRightUnsigned(number, 1)),
            Map.entry("xxhash64", value -> Functions.xxhash64(value)),
            Map.entry("hash", value -> Functions.hash(value)),
            Map.entry("rlike", text -> Functions.rlike(text, "a")),
            Map.entry("regexpExtract", text -> Functions.regexpExtract(text, "a", 0)),
            Map.entry("regexpReplace", text -> Functions.regexpReplace(text, "a", "b")),
            Map.entry("getJsonObject", text -> Functions.getJsonObject(text, "$.a")),
            Map.entry("sha2", bytes -> Functions.sha2(bytes, 256)),
            Map.entry("dateFormat", time -> Functions.dateFormat(time, "uuuu")),
            Map.entry("toTimestamp", text -> Functions.toTimestamp(text, "uuuu")),
            Map.entry("toDate", text -> Functions.toDate(text, "uuuu")),
            Map.entry("round", number -> Functions.round(number, 1)),
            Map.entry("addMonths", time -> Functions.addMonths(time, 1)),
            Map.entry("nextDay", time -> Functions.nextDay(time, "mon")),
            Map.entry("monthsBetween", time -> Functions.monthsBetween(time, time)),
            Map.entry("dateAdd", time -> Functions.dateAdd(time, 1)),
            Map.entry("dateDiff", time -> Functions.dateDiff(time, time)));

    private static Map<String, List<String>> rows() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        boolean here = false;
        for (String line : Files.readAllLines(PAGE)) {
            here = line.startsWith("## ") ? line.equals("## Functions") : here;
            if (here && line.startsWith("| `")) {
                String[] cells = line.substring(1).split("\\|");
                for (String name : cells[0].split("`, `")) {
                    rows.put(name.replaceAll("`|\\(.*", "").strip(), List.of(cells[1].strip(), cells[2].strip()));
                }
            }
        }
        return rows;
    }

    private static Expr call(String name, Expr operand) {
        UnaryOperator<Expr> call = CALLS.get(name);
        if (call != null) {
            return call.apply(operand);
        }
        try {
            return (Expr) Functions.class.getMethod(name, Expr.class).invoke(null, operand);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(name + " is on the page and nowhere else", missing);
        }
    }

    private static Optional<Type> result(String name, Type type) {
        Binder binder = new Binder(Schema.of(Field.of("x", type)), "one", new Site("select", "types.md"));
        try {
            return Optional.of(binder.bind(call(name, col("x"))).type());
        } catch (PlanException refused) {
            return Optional.empty();
        }
    }

    private static Optional<Type> expected(String name, List<String> row, Type type) {
        if (!OPERANDS.getOrDefault(row.get(0), List.of()).contains(type)) {
            return Optional.empty();
        }
        String gives = row.get(1).replaceAll("[,;].*", "");
        if (gives.equals("its type")) {
            boolean widens = name.equals("abs") && (type.equals(Type.INT8) || type.equals(Type.INT16));
            return Optional.of(widens ? Type.INT32 : type);
        }
        if (gives.equals("the type at which they meet") || row.get(1).equals("int32, or int64 of int64")) {
            return Optional.of(type.equals(Type.INT64) ? Type.INT64 : Type.INT32);
        }
        return TYPES.stream().filter(candidate -> candidate.toString().equals(gives)).findFirst();
    }

    @Test
    void everyFunctionTakesAndGivesWhatThePageSays() throws IOException {
        List<String> offences = new ArrayList<>();
        rows().forEach((name, row) -> {
            for (Type type : TYPES) {
                if (!result(name, type).equals(expected(name, row, type))) {
                    offences.add("%s of %s gives %s, not %s".formatted(name, type, result(name, type),
                            expected(name, row, type)));
                }
            }
        });
        assertThat(offences).isEmpty();
    }

    @Test
    void everyFunctionIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        List<String> missing = Stream.of(Functions.class.getMethods())
                .filter(method -> Expr.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getName)
                .filter(name -> !name.equals("col"))
                .filter(name -> !page.contains("`" + name + "`") && !page.contains("`" + name + "("))
                .distinct()
                .toList();
        assertThat(missing).isEmpty();
    }
}
