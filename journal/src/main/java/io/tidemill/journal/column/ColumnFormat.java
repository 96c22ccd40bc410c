// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalException.Kind;
import io.tidemill.memory.Field;

/// The numbers that tell how a column was written.
final class ColumnFormat {
    /// Values one after the other as they lie in memory; booleans as bits; text as int32 lengths and then bytes.
    static final int PLAIN = 0;

    /// In the head: validity bits follow.
    static final int NULLS = 0x10;
    /// In the head: which encoding.
    static final int ENCODING = 0x0f;

    static final int HEAD_BYTES = 1;

    private ColumnFormat() {}

    static long bitBytes(int rows) {
        return (rows + 7L) >>> 3;
    }

    /// Refuses what cannot be journaled.
    static void require(Field field) {
        switch (field.type().kind()) {
            case OBJECT, LIST -> throw new JournalException(Kind.UNFIT,
                    "column `%s` is %s, which cannot be journaled: give it a type, such as by map(Class, ...) or an input of a record"
                            .formatted(field.name(), field.type()));
            case BOOL, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, UTF8, TIMESTAMP, DATE -> {}
        }
    }
}
