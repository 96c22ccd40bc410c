// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Set;

import io.tidemill.memory.Type;

/// What a library computes of one value, row by row: it costs a call a row, and most of it objects.
public sealed interface TextComputation extends ScalarFunction {
    Set<Type> TEXT = Set.of(Type.UTF8);
    Set<Type> BYTES = Set.of(Type.UTF8, Type.BINARY);
    Set<Type> DAYS = Set.of(Type.TIMESTAMP, Type.TIMESTAMP_NTZ, Type.DATE);

    /// The types that it takes.
    default Set<Type> takes() {
        return TEXT;
    }

    /// The type that it gives.
    default Type gives() {
        return Type.UTF8;
    }

    /// Whether it may fail though its operand is there.
    default boolean isPartial() {
        return false;
    }

    /// Whether it may be null though its operand is there, which is no failure.
    default boolean mayBeAbsent() {
        return false;
    }

    @Override
    default boolean isRowByRow() {
        return true;
    }

    /// Whether a regular expression is found in it.
    record RegexFound(String pattern) implements TextComputation {
        public RegexFound {
            Regex.compile("rlike", pattern);
        }

        @Override
        public Type gives() {
            return Type.BOOL;
        }

        @Override
        public String functionName() {
            return "rlike";
        }

        @Override
        public List<Object> parameters() {
            return List.of(pattern);
        }
    }

    /// What a group of a regular expression matches where that is found first; empty if nowhere.
    record RegexGroup(String pattern, int group) implements TextComputation {
        public RegexGroup {
            Regex.requireGroup("regexpExtract", pattern, group);
        }

        @Override
        public String functionName() {
            return "regexpExtract";
        }

        @Override
        public List<Object> parameters() {
            return List.of(pattern, group);
        }
    }

    /// The text with all that a regular expression matches replaced: `$1` is what the first group matches.
    record RegexReplaced(String pattern, String replacement) implements TextComputation {
        public RegexReplaced {
            Regex.requireReplacement("regexpReplace", pattern, replacement);
        }

        @Override
        public String functionName() {
            return "regexpReplace";
        }

        @Override
        public List<Object> parameters() {
            return List.of(pattern, replacement);
        }
    }

    /// A moment or a day, written by a pattern.
    record DateFormat(String pattern) implements TextComputation {
        public DateFormat {
            TimePattern.compile("dateFormat", pattern);
        }

        @Override
        public Set<Type> takes() {
            return DAYS;
        }

        @Override
        public String functionName() {
            return "dateFormat";
        }

        @Override
        public List<Object> parameters() {
            return List.of(pattern);
        }
    }

    /// The moment or the day that a text says by a pattern.
    ///
    /// @param gives timestamp or date
    record DateParsed(String pattern, Type gives) implements TextComputation {
        public DateParsed {
            TimePattern.compile(name(gives), pattern);
        }

        private static String name(Type gives) {
            return gives.equals(Type.DATE) ? "toDate" : "toTimestamp";
        }

        @Override
        public boolean isPartial() {
            return true;
        }

        @Override
        public String functionName() {
            return name(gives);
        }

        @Override
        public List<Object> parameters() {
            return List.of(pattern);
        }
    }

    /// What lies at a path in a text of JSON.
    record JsonValue(String path) implements TextComputation {
        public JsonValue {
            List<Object> _ = JsonPath.steps(path);
        }

        @Override
        public boolean mayBeAbsent() {
            return true;
        }

        @Override
        public String functionName() {
            return "getJsonObject";
        }

        @Override
        public List<Object> parameters() {
            return List.of(path);
        }
    }

    /// A digest of bytes, in hexadecimal digits.
    ///
    /// @param algorithm as the JDK calls it
    record Digest(String name, String algorithm, List<Object> parameters) implements TextComputation {
        public Digest {
            parameters = List.copyOf(parameters);
        }

        @Override
        public Set<Type> takes() {
            return BYTES;
        }

        @Override
        public String functionName() {
            return name;
        }
    }
}
