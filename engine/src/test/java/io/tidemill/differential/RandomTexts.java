// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.List;
import java.util.SplittableRandom;

import io.tidemill.Functions;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

/// Functions of text.
final class RandomTexts {
    private static final List<String> PARTS = List.of("", "t", "tide", "é", ",", " ", "%", "a", "00");
    private static final List<String> PATTERNS = List.of("%", "", "t%", "%e", "%i%e%", "_", "__", "a\\\\b", "\\%",
            "%\\_%",
            "the ____");
    private static final List<String> PADS = List.of("*", "ab", "水x");
    private static final List<String> SEPARATORS = List.of(",", " ", "de", "é");

    private final RandomExpressions expressions;
    private final SplittableRandom random;

    RandomTexts(RandomExpressions expressions, SplittableRandom random) {
        this.expressions = expressions;
        this.random = random;
    }

    Typed text(int depth) {
        if (random.nextInt(5) == 0) {
            return cast(depth);
        }
        Typed of = expressions.make(Type.UTF8, depth);
        return switch (random.nextInt(14)) {
            case 0 -> made("upper", Functions.upper(of.expr()), "upper(%s)".formatted(of.sql()), of);
            case 1 -> made("lower", Functions.lower(of.expr()), "lower(%s)".formatted(of.sql()), of);
            case 2 -> made("trim", Functions.trim(of.expr()), "trim(%s)".formatted(of.sql()), of);
            case 3 -> made("ltrim", Functions.ltrim(of.expr()), "ltrim(%s)".formatted(of.sql()), of);
            case 4 -> made("rtrim", Functions.rtrim(of.expr()), "rtrim(%s)".formatted(of.sql()), of);
            case 5 -> substring(of);
            case 6 -> replace(of);
            case 7 -> splitIndex(of);
            case 8 -> pad(of);
            case 9 -> random.nextBoolean()
                    ? made("reverse", Functions.reverse(of.expr()), "reverse(%s)".formatted(of.sql()), of)
                    : repeat(of);
            case 10 -> end(of);
            case 11 -> random.nextBoolean()
                    ? made("hex", Functions.hex(of.expr()), "hex(%s)".formatted(of.sql()), of)
                    : translate(of);
            case 12 -> concatWs(of, depth);
            default -> concat(of, depth);
        };
    }

    private Typed cast(int depth) {
        Type from = expressions.pick(List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64));
        Typed of = expressions.make(from, depth);
        return expressions.tried("cast to utf8", from,
                Typed.of(of.expr().cast(Type.UTF8), Sql.cast(of.sql(), Type.UTF8), Type.UTF8, of));
    }

    private Typed substring(Typed of) {
        int from = random.nextInt(1, 6);
        int length = random.nextInt(0, 5);
        return made("substring", Functions.substring(of.expr(), from, length),
                "substring(%s, %d, %d)".formatted(of.sql(), from, length), of);
    }

    private Typed replace(Typed of) {
        String search = PARTS.get(random.nextInt(1, PARTS.size()));
        String replacement = expressions.pick(PARTS);
        return made("replace", Functions.replace(of.expr(), search, replacement),
                "replace(%s, %s, %s)".formatted(of.sql(), Sql.text(search), Sql.text(replacement)), of);
    }

    private Typed splitIndex(Typed of) {
        String separator = expressions.pick(SEPARATORS);
        int index = random.nextInt(3);
        return made("splitIndex", Functions.splitIndex(of.expr(), separator, index),
                "list_extract(string_split(%s, %s), %d)".formatted(of.sql(), Sql.text(separator), index + 1), of);
    }

    private Typed concat(Typed of, int depth) {
        Typed other = expressions.make(Type.UTF8, Math.min(depth, 1));
        return expressions.tried("concat", Type.UTF8, Typed.of(Functions.concat(of.expr(), other.expr()),
                "(%s || %s)".formatted(of.sql(), other.sql()), Type.UTF8, of, other));
    }

    private Typed pad(Typed of) {
        int length = random.nextInt(0, 9);
        String pad = expressions.pick(PADS);
        return random.nextBoolean()
                ? made("lpad", Functions.lpad(of.expr(), length, pad),
                        "lpad(%s, %d, %s)".formatted(of.sql(), length, Sql.text(pad)), of)
                : made("rpad", Functions.rpad(of.expr(), length, pad),
                        "rpad(%s, %d, %s)".formatted(of.sql(), length, Sql.text(pad)), of);
    }

    private Typed repeat(Typed of) {
        int times = random.nextInt(-1, 4);
        return made("repeat", Functions.repeat(of.expr(), times), "repeat(%s, %d)".formatted(of.sql(), times), of);
    }

    private Typed end(Typed of) {
        int length = random.nextInt(0, 6);
        return random.nextBoolean()
                ? made("left", Functions.left(of.expr(), length), "left(%s, %d)".formatted(of.sql(), length), of)
                : made("right", Functions.right(of.expr(), length), "right(%s, %d)".formatted(of.sql(), length), of);
    }

    private Typed translate(Typed of) {
        String to = expressions.pick(PADS);
        return made("translate", Functions.translate(of.expr(), "tié ", to),
                "translate(%s, 'tié ', %s)".formatted(of.sql(), Sql.text(to)), of);
    }

    private Typed concatWs(Typed of, int depth) {
        Typed other = expressions.make(Type.UTF8, Math.min(depth, 1));
        String separator = expressions.pick(PARTS);
        return expressions.tried("concatWs", Type.UTF8, Typed.of(
                Functions.concatWs(separator, of.expr(), other.expr()),
                "concat_ws(%s, %s, %s)".formatted(Sql.text(separator), of.sql(), other.sql()), Type.UTF8, of, other));
    }

    private Typed made(String operation, Expr expr, String sql, Typed of) {
        return expressions.tried(operation, Type.UTF8, Typed.of(expr, sql, Type.UTF8, of));
    }

    Typed match(int depth) {
        Typed of = expressions.make(Type.UTF8, depth);
        String part = expressions.pick(PARTS);
        return switch (random.nextInt(4)) {
            case 0 -> matched("startsWith", of.expr().startsWith(part), "starts_with", of, part);
            case 1 -> matched("endsWith", of.expr().endsWith(part), "ends_with", of, part);
            case 2 -> matched("contains", of.expr().contains(part), "contains", of, part);
            default -> {
                String pattern = expressions.pick(PATTERNS);
                yield expressions.tried("like", Type.UTF8, Typed.of(of.expr().like(pattern),
                        "(%s LIKE %s ESCAPE '\\')".formatted(of.sql(), Sql.text(pattern)), Type.BOOL, of));
            }
        };
    }

    private Typed matched(String operation, Expr expr, String function, Typed of, String part) {
        return expressions.tried(operation, Type.UTF8,
                Typed.of(expr, "%s(%s, %s)".formatted(function, of.sql(), Sql.text(part)), Type.BOOL, of));
    }

    /// A number of a text.
    Typed measure(int depth) {
        Typed of = expressions.make(Type.UTF8, depth);
        String part = PARTS.get(random.nextInt(1, PARTS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> measured("instr", Functions.instr(of.expr(), part), "instr(%s, %s)", of, part);
            case 1 -> measured("ascii", Functions.ascii(of.expr()), "ascii(%s)", of, "");
            default -> measured("length", Functions.length(of.expr()), "length(%s)", of, "");
        };
    }

    private Typed measured(String operation, Expr expr, String sql, Typed of, String part) {
        return expressions.tried(operation, Type.UTF8, Typed.of(expr,
                Sql.cast(sql.formatted(of.sql(), Sql.text(part)), Type.INT32), Type.INT32, of));
    }
}
