// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Bytes;
import io.tidemill.plan.expr.TextFunction;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Functions of text that say what they say in lists of characters.
final class NaiveTextFunctions {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private NaiveTextFunctions() {}

    /// @param value a `String`, `Bytes`, or a `Long`
    static @Nullable Object call(TextFunction function, Object value) {
        return switch (function) {
            case TextFunction.Pad(boolean left, int length, String pad) ->
                pad(characters(value), left, length, characters(pad));
            case TextFunction.Side(boolean left, int length) -> side(characters(value), left, Math.max(0, length));
            case TextFunction.Capitalize() -> Stream.of(value.toString().toLowerCase(Locale.ROOT).split(" ", -1))
                    .map(NaiveTextFunctions::capitalized)
                    .collect(Collectors.joining(" "));
            case TextFunction.Reverse() -> String.join("", characters(value).reversed());
            case TextFunction.Repeat(int times) -> value.toString().repeat(Math.max(0, times));
            case TextFunction.Translate(String matching, String replacement) ->
                translate(characters(value), characters(matching), characters(replacement));
            case TextFunction.Find(_, String search, int from) ->
                find(characters(value), characters(search), from);
            case TextFunction.FirstCharacter() -> value.equals("") ? 0 : value.toString().codePointAt(0);
            case TextFunction.OneCharacter() -> (Long) value < 0 ? "" : Character.toString((int) ((Long) value & 0xff));
            case TextFunction.Hex() -> switch (value) {
                case Long number -> Long.toHexString(number).toUpperCase(Locale.ROOT);
                case Bytes bytes -> HEX.formatHex(bytes.toArray());
                default -> HEX.formatHex(value.toString().getBytes(UTF_8));
            };
            case TextFunction.Truth() -> switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "1" -> 1;
                case "false", "f", "no", "n", "0" -> 0;
                default -> null;
            };
            case TextFunction.Unhex() -> unhex(value.toString());
            default -> throw new IllegalArgumentException(function + " is in NaiveFunctions");
        };
    }

    static List<String> characters(Object text) {
        return text.toString().codePoints().mapToObj(Character::toString).toList();
    }

    private static String pad(List<String> text, boolean left, int length, List<String> pad) {
        if (text.size() >= length || pad.isEmpty()) {
            return side(text, true, Math.max(0, length));
        }
        String padding = Stream.iterate(0, i -> i + 1)
                .limit(length - (long) text.size())
                .map(i -> pad.get(i % pad.size()))
                .collect(Collectors.joining());
        return left ? padding + String.join("", text) : String.join("", text) + padding;
    }

    private static String side(List<String> text, boolean left, int length) {
        int kept = Math.min(length, text.size());
        return String.join("", left ? text.subList(0, kept) : text.subList(text.size() - kept, text.size()));
    }

    private static String capitalized(String word) {
        return word.isEmpty() ? word : Character.toTitleCase(word.charAt(0)) + word.substring(1);
    }

    private static String translate(List<String> text, List<String> matching, List<String> replacement) {
        return text.stream().map(character -> {
            int at = matching.indexOf(character);
            String by = at < 0 ? character : at < replacement.size() ? replacement.get(at) : "";
            return at >= 0 && by.equals("\0") ? "" : by;
        }).collect(Collectors.joining());
    }

    private static int find(List<String> text, List<String> search, int from) {
        for (int at = Math.max(1, from); at + search.size() <= text.size() + 1; at++) {
            if (text.subList(at - 1, at - 1 + search.size()).equals(search)) {
                return at;
            }
        }
        return 0;
    }

    private static @Nullable Bytes unhex(String digits) {
        String even = digits.length() % 2 == 0 ? digits : "0" + digits;
        return Arrays.stream(even.split("")).allMatch(digit -> digit.matches("[0-9a-fA-F]?"))
                ? Bytes.of(HEX.parseHex(even))
                : null;
    }
}
