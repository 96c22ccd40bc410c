// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;

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
}
