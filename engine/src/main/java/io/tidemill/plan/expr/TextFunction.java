// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Locale;

/// What is made of texts, and of bytes.
public sealed interface TextFunction extends ScalarFunction {

    /// How many characters, which are code points.
    record Length() implements TextFunction {
        @Override
        public String functionName() {
            return "length";
        }
    }

    /// How many bytes.
    record ByteLength() implements TextFunction {
        @Override
        public String functionName() {
            return "length";
        }
    }

    /// As `String.toUpperCase` and `toLowerCase` of `Locale.ROOT`.
    record Case(boolean upper) implements TextFunction {
        @Override
        public String functionName() {
            return upper ? "upper" : "lower";
        }
    }

    /// Without the spaces (U+0020) at its beginning, its end, or both.
    record Trim(boolean left, boolean right) implements TextFunction {
        @Override
        public String functionName() {
            return (left && right ? "" : left ? "l" : "r") + "trim";
        }
    }

    /// Some characters from one on: 1 is the first, -1 the last.
    record Substring(int from, int length) implements TextFunction {
        @Override
        public String functionName() {
            return "substring";
        }

        @Override
        public List<Object> parameters() {
            return List.of(from, length);
        }
    }

    /// The piece of a number, from 0 on, when it is split at a separator; null if there are fewer.
    record SplitIndex(String separator, int index) implements TextFunction {
        @Override
        public String functionName() {
            return "splitIndex";
        }

        @Override
        public List<Object> parameters() {
            return List.of(separator, index);
        }
    }

    /// Whether it begins or ends with a text, holds one, or looks like a pattern.
    record Match(Kind kind, String pattern) implements TextFunction {
        public enum Kind {
            STARTS_WITH("startsWith"), ENDS_WITH("endsWith"), CONTAINS("contains"),
            /// `%` is any text, `_` any character, `\` takes the next one as it is.
            LIKE("like");

            private final String functionName;

            Kind(String functionName) {
                this.functionName = functionName;
            }
        }

        @Override
        public String functionName() {
            return kind.functionName;
        }

        @Override
        public List<Object> parameters() {
            return List.of(pattern);
        }
    }

    /// With every occurrence of a text, from left to right, replaced by another.
    record Replace(String search, String replacement) implements TextFunction {
        @Override
        public String functionName() {
            return "replace";
        }

        @Override
        public List<Object> parameters() {
            return List.of(search, replacement);
        }
    }

    /// One text behind the other.
    record Concat() implements TextFunction {
        @Override
        public String functionName() {
            return "concat";
        }
    }

    /// So many characters, with a pad in front or behind where there are fewer.
    record Pad(boolean left, int length, String pad) implements TextFunction {
        @Override
        public String functionName() {
            return left ? "lpad" : "rpad";
        }

        @Override
        public List<Object> parameters() {
            return List.of(length, pad);
        }
    }

    /// So many characters from an end.
    record Side(boolean left, int length) implements TextFunction {
        @Override
        public String functionName() {
            return left ? "left" : "right";
        }

        @Override
        public List<Object> parameters() {
            return List.of(length);
        }
    }

    /// The first letter of each word a capital, all others small.
    record Capitalize() implements TextFunction {
        @Override
        public String functionName() {
            return "initcap";
        }
    }

    /// The characters from the last to the first.
    record Reverse() implements TextFunction {
        @Override
        public String functionName() {
            return "reverse";
        }
    }

    /// The text so many times.
    record Repeat(int times) implements TextFunction {
        @Override
        public String functionName() {
            return "repeat";
        }

        @Override
        public List<Object> parameters() {
            return List.of(times);
        }
    }

    /// Each character of some by the one at its place, or left out.
    record Translate(String matching, String replacement) implements TextFunction {
        @Override
        public String functionName() {
            return "translate";
        }

        @Override
        public List<Object> parameters() {
            return List.of(matching, replacement);
        }
    }

    /// The number of the character where a text begins first, from 1 on; 0 if it is nowhere.
    ///
    /// @param from the number of the character from which on it is looked for; below 1 it is nowhere
    record Find(Name name, String search, int from) implements TextFunction {
        public enum Name {
            INSTR, LOCATE, POSITION;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public String functionName() {
            return name.toString();
        }

        @Override
        public List<Object> parameters() {
            return name == Name.INSTR || from == 1 ? List.of(search) : List.of(search, from);
        }

        @Override
        public String call(List<?> operands) {
            if (name == Name.INSTR) {
                return TextFunction.super.call(operands);
            }
            String last = from == 1 ? "" : ", " + from;
            return "%s('%s', %s%s)".formatted(name, search, operands.getFirst(), last);
        }
    }

    /// The code point of the first character; 0 of an empty text.
    record FirstCharacter() implements TextFunction {
        @Override
        public String functionName() {
            return "ascii";
        }
    }

    /// The character that the low eight bits of an int64 are.
    record OneCharacter() implements TextFunction {
        @Override
        public String functionName() {
            return "chr";
        }
    }

    /// The bytes, or the bits of an int64, in hexadecimal digits.
    record Hex() implements TextFunction {
        @Override
        public String functionName() {
            return "hex";
        }
    }

    /// The bytes that hexadecimal digits say; null if they are none.
    record Unhex() implements TextFunction {
        @Override
        public String functionName() {
            return "unhex";
        }
    }

    /// 1 of a word for true, 0 of one for false; fails of all else. A part of the cast to bool.
    record Truth() implements TextFunction {
        @Override
        public String functionName() {
            return "cast";
        }

        @Override
        public String call(List<?> operands) {
            return "cast(" + operands.getFirst() + " as bool)";
        }
    }
}
