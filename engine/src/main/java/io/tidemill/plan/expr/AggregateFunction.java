// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.Locale;

/// What is made of the values of a group. Nulls are left out; a group without values gives null, but counts 0, and its list is empty.
public enum AggregateFunction {
    COUNT, SUM, MIN, MAX, AVG, BOOL_AND, BOOL_OR, VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP,
    /// The value of the first row, which may be null.
    FIRST,
    /// The value of the last row, which may be null.
    LAST, FIRST_NOT_NULL, LAST_NOT_NULL,
    /// Of two arguments: the first, in the row where the second is least. Rows are left out where the second is null.
    MIN_BY, MAX_BY,
    /// How many different values there are, of one argument or of several together; rows with a null are left out.
    COUNT_DISTINCT,
    /// The same, about; the second argument is the standard error.
    APPROX_COUNT_DISTINCT,
    /// About the value below which a share of all lies; the second argument is the share.
    PERCENTILE_APPROX,
    /// All values of a group, in the order of their rows, as a list.
    COLLECT_LIST,
    /// The different values of a group, from the least to the greatest, as a list.
    COLLECT_SET,
    /// What the user's code makes of values: the argument is a call of a [UserAggregate].
    USER,
    /// When the window begins, which is the same for all groups.
    WINDOW_START,
    /// When the window ends.
    WINDOW_END,
    /// The place of a row among those of its group that are put out, from 1 on.
    RANK,
    /// The value of the row of the group before this one; or of one further back, as many rows as the second argument says.
    LAG;

    /// Whether it says something of the window, not of rows.
    public boolean isOfWindow() {
        return this == WINDOW_START || this == WINDOW_END;
    }

    /// Whether it is of no rows, so that none can be left out.
    public boolean isOfNoRows() {
        return isOfWindow() || this == RANK;
    }

    /// Whether it says something of single rows, and nothing of a group.
    public boolean isOfSingleRows() {
        return this == RANK || this == LAG;
    }

    /// Whether it has a second argument, by which rows are ranked.
    public boolean isByRank() {
        return this == MIN_BY || this == MAX_BY;
    }

    /// Whether its last argument is a number that is the same for all rows.
    public boolean hasParameter() {
        return this == APPROX_COUNT_DISTINCT || this == PERCENTILE_APPROX;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
