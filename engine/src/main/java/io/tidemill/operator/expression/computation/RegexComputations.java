// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import java.util.Arrays;
import java.util.List;

import com.google.re2j.Matcher;
import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.plan.expr.Regex;
import io.tidemill.plan.expr.Replacement;
import io.tidemill.plan.expr.TextComputation.RegexFound;
import io.tidemill.plan.expr.TextComputation.RegexGroup;
import io.tidemill.plan.expr.TextComputation.RegexReplaced;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Regular expressions over UTF-8 bytes: no text becomes a `String`.
final class RegexComputations {
    private static final byte[] NOTHING = {};

    private RegexComputations() {}

    private static Matcher matcher(String function, String pattern) {
        return Regex.compile(function, pattern).matcher(NOTHING);
    }

    static RowComputation found(RegexFound function) {
        Matcher matcher = matcher(function.functionName(), function.pattern());
        ExactBytes texts = new ExactBytes();
        return (operand, row, result) -> {
            result.setBoolean(row, matcher.reset(texts.of(operand, row)).find());
            return true;
        };
    }

    static RowComputation group(RegexGroup function) {
        Matcher matcher = matcher(function.functionName(), function.pattern());
        ExactBytes texts = new ExactBytes();
        int group = function.group();
        return (operand, row, result) -> {
            byte[] text = texts.of(operand, row);
            boolean isThere = matcher.reset(text).find() && matcher.start(group) >= 0;
            int start = isThere ? matcher.start(group) : 0;
            result.setBytes(row, text, start, isThere ? matcher.end(group) - start : 0);
            return true;
        };
    }

    /// Replaces from left to right; behind an empty match the search goes on one character further.
    static final class Replacing implements RowComputation {
        private final Matcher matcher;
        private final List<Object> pieces;
        private final ExactBytes texts = new ExactBytes();
        private byte[] made = new byte[256];
        private int bytes;

        Replacing(RegexReplaced function) {
            matcher = matcher(function.functionName(), function.pattern());
            pieces = Replacement.pieces(function.replacement())
                    .stream()
                    .map(piece -> piece instanceof String text ? text.getBytes(UTF_8) : piece)
                    .toList();
        }

        @Override
        public boolean compute(Column operand, int row, ColumnWriter result) {
            byte[] text = texts.of(operand, row);
            matcher.reset(text);
            bytes = 0;
            int copied = 0;
            int from = 0;
            while (from <= text.length && matcher.find(from)) {
                append(text, copied, matcher.start());
                appendReplacement(text);
                copied = matcher.end();
                from = matcher.end() > matcher.start() ? matcher.end() : nextCharacter(text, matcher.end());
            }
            append(text, copied, text.length);
            result.setBytes(row, made, 0, bytes);
            return true;
        }

        private void appendReplacement(byte[] text) {
            for (Object piece : pieces) {
                if (piece instanceof byte[] constant) {
                    append(constant, 0, constant.length);
                } else if (piece instanceof Integer group && matcher.start(group) >= 0) {
                    append(text, matcher.start(group), matcher.end(group));
                }
            }
        }

        private void append(byte[] source, int from, int to) {
            int needed = bytes + to - from;
            if (needed > made.length) {
                made = Arrays.copyOf(made, Math.max(needed, 2 * made.length));
            }
            System.arraycopy(source, from, made, bytes, to - from);
            bytes = needed;
        }

        private static int nextCharacter(byte[] text, int position) {
            int next = position + 1;
            while (next < text.length && (text[next] & 0xc0) == 0x80) {
                next++;
            }
            return next;
        }
    }
}
