// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.plan.JoinType;
import io.tidemill.state.row.KeyedRows;

/// The rows of both sides of a join, by the groups of one table of keys: rows with equal keys have the same group.
final class JoinRows implements AutoCloseable {
    private final KeyTable table;
    private final KeyedRows left;
    private final KeyedRows right;

    /// What rows are made of, and who counts them.
    record Layout(MemoryBudget budget, String operator, List<Type> keys, List<Type> left, List<Type> right) {}

    JoinRows(Layout layout) {
        String of = " of " + layout.operator();
        table = KeyTable.of(layout.budget(), "the keys" + of, layout.keys());
        left = new KeyedRows(layout.budget(), "the left rows" + of, layout.left());
        right = new KeyedRows(layout.budget(), "the right rows" + of, layout.right());
    }

    KeyTable table() {
        return table;
    }

    KeyedRows left() {
        return left;
    }

    KeyedRows right() {
        return right;
    }

    /// Whether the key of a group has a null: it equals no other then, also not itself.
    boolean hasNullKey(int group) {
        for (int i = 0; i < table.keyTypes().size(); i++) {
            Column key = table.key(i);
            if (key.validity() != 0 && key.isNull(group)) {
                return true;
            }
        }
        return false;
    }

    /// Shows the rows that were added; none of them will be missed.
    void show() {
        left.store().show(false);
        right.store().show(false);
    }

    /// Shows the rows that were added for a join that may miss the other one of a row.
    void show(JoinType type) {
        left.store().show(type.keepsRight());
        right.store().show(type.keepsLeft());
    }

    /// Tells more of a refusal: how much there is already.
    MemoryLimitException refusal(MemoryLimitException refused) {
        return refused.and(" (it holds %,d left and %,d right rows of %,d keys)".formatted(left.end() - 1,
                right.end() - 1, table.groups()));
    }

    void clear() {
        table.clear();
        left.clear();
        right.clear();
    }

    @Override
    public void close() {
        table.close();
        left.close();
        right.close();
    }
}
