// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;

import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.TextComputation;

/// Functions that a library computes row by row: a part of [Functions].
///
/// Patterns and paths are constants, and checked when the expression is written.
public abstract sealed class TextFunctions extends ListFunctions permits UserFunctions {

    TextFunctions() {}

    /// Whether a regular expression of RE2 is found anywhere in a text.
    public static Expr rlike(Expr text, String pattern) {
        return compute(new TextComputation.RegexFound(pattern), text);
    }

    /// What a group of a regular expression matches where that is found first: 0 is all of it. Empty where it is not found.
    public static Expr regexpExtract(Expr text, String pattern, int group) {
        return compute(new TextComputation.RegexGroup(pattern, group), text);
    }

    /// The text with all that a regular expression matches replaced: `$1` is its first group, `\` takes the next character as it is.
    public static Expr regexpReplace(Expr text, String pattern, String replacement) {
        return compute(new TextComputation.RegexReplaced(pattern, replacement), text);
    }

    /// A moment or a day as text, by a pattern of `java.time.format.DateTimeFormatter`, in UTC.
    public static Expr dateFormat(Expr time, String pattern) {
        return compute(new TextComputation.DateFormat(pattern), time);
    }

    /// The moment that a text says by a pattern of `java.time.format.DateTimeFormatter`, in UTC unless it says a zone. Fails where there is none.
    public static Expr toTimestamp(Expr text, String pattern) {
        return compute(new TextComputation.DateParsed(pattern, Type.TIMESTAMP), text);
    }

    /// The day that a text says by a pattern of `java.time.format.DateTimeFormatter`. Fails where there is none.
    public static Expr toDate(Expr text, String pattern) {
        return compute(new TextComputation.DateParsed(pattern, Type.DATE), text);
    }

    /// What lies at a path such as `$.items[0].name` in a text of JSON, as text; null where there is nothing, or null, or no JSON.
    public static Expr getJsonObject(Expr text, String path) {
        return compute(new TextComputation.JsonValue(path), text);
    }

    /// The MD5 of the bytes, in hexadecimal digits.
    public static Expr md5(Expr bytes) {
        return compute(new TextComputation.Digest("md5", "MD5", List.of()), bytes);
    }

    /// The SHA-1 of the bytes, in hexadecimal digits.
    public static Expr sha1(Expr bytes) {
        return compute(new TextComputation.Digest("sha1", "SHA-1", List.of()), bytes);
    }

    /// The SHA-2 of the bytes, in hexadecimal digits.
    ///
    /// @param bits 224, 256, 384 or 512; 0 is 256
    public static Expr sha2(Expr bytes, int bits) {
        if (!List.of(0, 224, 256, 384, 512).contains(bits)) {
            throw new PlanException("sha2 has 224, 256, 384 or 512 bits, not %d: %s".formatted(bits, bytes));
        }
        String algorithm = "SHA-" + (bits == 0 ? 256 : bits);
        return compute(new TextComputation.Digest("sha2", algorithm, List.of(bits)), bytes);
    }

    private static Expr compute(TextComputation function, Expr operand) {
        return new Expr.Call(function, List.of(operand));
    }
}
