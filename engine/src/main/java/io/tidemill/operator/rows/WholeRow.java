// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tidemill.operator.OperatorContext;
import io.tidemill.plan.UserCode;

/// All values that a function of the user's gives for one row: made before the first of them is used, so that none is if one throws.
///
/// Values that will be written as they are, not handed to another function, are tried out too.
final class WholeRow<T> implements AutoCloseable {
    private static final int METERED = 1_024; // values at a time

    private final UserCode code;
    private final HeapMeter meter;
    private final int shortText;
    private final @Nullable Supplier<RowBlock<T>> blocks; // null if the values are not written
    private final List<T> values = new ArrayList<>();
    private @Nullable RowBlock<T> trial; // from the first value on that might not be written

    /// @param blocks makes a block like the one that the values will be written to; null if they go to another function
    WholeRow(OperatorContext context, UserCode code, @Nullable Supplier<RowBlock<T>> blocks) {
        this.code = code;
        this.meter = new HeapMeter(context, "the values of a row");
        this.shortText = context.textBytes() / 4; // whatever the characters, it fits
        this.blocks = blocks;
    }

    /// The values, valid until the next call. Throws what the iterable does, and what writing them would.
    Iterator<T> of(Iterable<T> made) {
        values.clear();
        meter.clear();
        for (T value : made) {
            T given = code.require(value);
            tryToWrite(given);
            values.add(given);
            if (values.size() % METERED == 0) {
                meter.add(METERED * HeapMeter.VALUE_BYTES);
            }
        }
        return values.iterator();
    }

    private void tryToWrite(T value) {
        if (blocks == null || isSafe(value)) {
            return;
        }
        RowBlock<T> block = trial;
        if (block == null) {
            block = blocks.get();
            trial = block;
        }
        if (!block.add(value)) {
            block.begin();
            boolean _ = block.add(value);
        }
    }

    /// Whether a value can be written, whatever it is.
    private boolean isSafe(T value) {
        return value instanceof String text
                ? text.length() <= shortText
                : value instanceof Number || value instanceof Boolean;
    }

    @Override
    public void close() {
        meter.close();
        RowBlock<T> block = trial;
        if (block != null) {
            trial = null;
            block.close();
        }
    }
}
