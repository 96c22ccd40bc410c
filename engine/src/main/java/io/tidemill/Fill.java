// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// What stands for an interval in which a key has no rows: [GroupedStream#fill].
public sealed interface Fill {

    /// Null.
    record Nulls() implements Fill {
        @Override
        public String toString() {
            return "null";
        }
    }

    /// What the key came to in its last interval with rows.
    record Previous() implements Fill {
        @Override
        public String toString() {
            return "previous";
        }
    }

    /// What lies on the straight line between the intervals with rows before it and behind it: known when the latter is over.
    record Linear() implements Fill {
        @Override
        public String toString() {
            return "linear";
        }
    }

    /// A number.
    record Constant(Number value) implements Fill {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    static Fill nulls() {
        return new Nulls();
    }

    static Fill previous() {
        return new Previous();
    }

    static Fill linear() {
        return new Linear();
    }

    static Fill constant(Number value) {
        return new Constant(value);
    }
}
