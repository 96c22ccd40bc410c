// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;

import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.TextComputation;
import io.tidemill.plan.expr.TextFunction;

/// Functions of text, and those that a library computes row by row: a part of [Functions].
///
/// Characters are code points. Patterns and paths, and what is looked for, are constants, and checked when the expression is written.
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

    /// So many characters: longer texts are cut off at the end, shorter ones get a pad in front, as often as it fits.
    public static Expr lpad(Expr text, int length, String pad) {
        return make(new TextFunction.Pad(true, length, pad), text);
    }

    /// So many characters: longer texts are cut off at the end, shorter ones get a pad behind, as often as it fits.
    public static Expr rpad(Expr text, int length, String pad) {
        return make(new TextFunction.Pad(false, length, pad), text);
    }

    /// The first so many characters; none for less than one.
    public static Expr left(Expr text, int length) {
        return make(new TextFunction.Side(true, length), text);
    }

    /// The last so many characters; none for less than one.
    public static Expr right(Expr text, int length) {
        return make(new TextFunction.Side(false, length), text);
    }

    /// The first letter of each word a capital, all others small; spaces (U+0020) part words.
    public static Expr initcap(Expr text) {
        return make(new TextFunction.Capitalize(), text);
    }

    /// The characters from the last to the first.
    public static Expr reverse(Expr text) {
        return make(new TextFunction.Reverse(), text);
    }

    /// The text so many times; nothing for less than once.
    public static Expr repeat(Expr text, int times) {
        return make(new TextFunction.Repeat(times), text);
    }

    /// The text with each character that is among some replaced by the one at the same place among others; left out where there are fewer.
    public static Expr translate(Expr text, String matching, String replacement) {
        return make(new TextFunction.Translate(matching, replacement), text);
    }

    /// The number of the character where another text begins first, which counts from 1; 0 if it is nowhere.
    public static Expr instr(Expr text, String search) {
        return make(new TextFunction.Find(TextFunction.Find.Name.INSTR, search, 1), text);
    }

    /// The number of the character where a text begins first, which counts from 1; 0 if it is nowhere.
    public static Expr locate(String search, Expr text) {
        return locate(search, text, 1);
    }

    /// @param from the number of the character from which on it is looked for
    public static Expr locate(String search, Expr text, int from) {
        return make(new TextFunction.Find(TextFunction.Find.Name.LOCATE, search, from), text);
    }

    /// The same as [#locate(String, Expr)], as in Spark.
    public static Expr position(String search, Expr text) {
        return position(search, text, 1);
    }

    /// The same as [#locate(String, Expr, int)], as in Spark.
    public static Expr position(String search, Expr text, int from) {
        return make(new TextFunction.Find(TextFunction.Find.Name.POSITION, search, from), text);
    }

    /// The code point of the first character, of whatever script; 0 of an empty text.
    public static Expr ascii(Expr text) {
        return make(new TextFunction.FirstCharacter(), text);
    }

    /// The character, U+0000 to U+00FF, that the low eight bits of an integer are; an empty text of one below zero.
    public static Expr chr(Expr number) {
        return make(new TextFunction.OneCharacter(), number);
    }

    /// The bytes of a text or of binary in hexadecimal digits, two each; of an integer its 64 bits, without zeros in front.
    public static Expr hex(Expr value) {
        return make(new TextFunction.Hex(), value);
    }

    /// The bytes that hexadecimal digits say, as binary; null if there is anything else.
    public static Expr unhex(Expr digits) {
        return make(new TextFunction.Unhex(), digits);
    }

    private static Expr make(TextFunction function, Expr operand) {
        return new Expr.Call(function, List.of(operand));
    }

    private static Expr compute(TextComputation function, Expr operand) {
        return new Expr.Call(function, List.of(operand));
    }
}
