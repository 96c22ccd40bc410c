// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is made of lists, and what makes them.
public sealed interface ListFunction extends ScalarFunction {

    /// The pieces of a text.
    record Split(Splitter splitter) implements ListFunction {
        @Override
        public String functionName() {
            return splitter instanceof Splitter.Words ? "words" : "split";
        }

        @Override
        public List<Object> parameters() {
            return splitter instanceof Splitter.Separator(String separator) ? List.of(separator) : List.of();
        }
    }

    /// A list of some values of a row, all of one type.
    record Make() implements ListFunction {
        @Override
        public String functionName() {
            return "array";
        }
    }

    /// How many elements.
    record Size() implements ListFunction {
        @Override
        public String functionName() {
            return "size";
        }
    }

    /// The element of a number: 1 is the first, -1 the last; null if there is none.
    record ElementAt(int number) implements ListFunction {
        @Override
        public String functionName() {
            return "elementAt";
        }

        @Override
        public List<Object> parameters() {
            return List.of(number);
        }
    }

    /// Whether a list holds a value; null if it does not, but holds nulls.
    record Contains() implements ListFunction {
        @Override
        public String functionName() {
            return "arrayContains";
        }
    }

    /// The texts of a list, a separator between them.
    ///
    /// @param forNull what stands for a null; without it nulls are left out
    record Join(String separator, Optional<String> forNull) implements ListFunction {
        @Override
        public String functionName() {
            return "arrayJoin";
        }

        @Override
        public List<Object> parameters() {
            return forNull.<List<Object>>map(text -> List.of(separator, text)).orElse(List.of(separator));
        }
    }

    /// The texts of a list that are not null, a separator between them; null if there are none, not even empty ones.
    record JoinAny(String separator) implements ListFunction {
        @Override
        public String functionName() {
            return "joinAny";
        }

        @Override
        public List<Object> parameters() {
            return List.of(separator);
        }
    }

    /// Texts and those of lists, a separator between them; nulls are left out.
    record Concat(String separator) implements ListFunction {
        @Override
        public String functionName() {
            return "concatWs";
        }

        @Override
        public String call(List<?> operands) {
            return operands.stream()
                    .map(operand -> ", " + operand)
                    .collect(
                            Collectors.joining("", "concatWs('" + separator + "'", ")"));
        }
    }
}
