// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;

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
}
