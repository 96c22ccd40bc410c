// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.format.BadValues;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;

/// The nulls of a column in a run of lines, and what is to be done where a value is missing or bad.
final class Nulls {
    private final boolean nullable;
    private final boolean takesBadValues;
    private final String column;
    private final Verdicts verdicts;
    private final int missing;
    private final long validity;
    private final int mostRows;
    private boolean present;
    private long badValues;

    /// @param validity room for a bit for each row of a run
    Nulls(Field field, BadValues badValues, Verdicts verdicts, long validity, int mostRows) {
        this.nullable = field.nullable();
        this.takesBadValues = nullable && badValues == BadValues.NULL;
        this.column = field.name();
        this.verdicts = verdicts;
        this.missing = reason("no value");
        this.validity = validity;
        this.mostRows = mostRows;
        this.present = true;
        begin();
    }

    /// The number of a reason to reject a row for a value of this column.
    int reason(String what) {
        return verdicts.reason("`" + column + "`: " + what);
    }

    /// Begins a run: no row is null.
    void begin() {
        if (present) {
            present = false;
            Memory.fill(validity, (mostRows + 7L) >>> 3, (byte) 0xff);
        }
    }

    /// A row has no value.
    void missing(int row) {
        if (nullable) {
            put(row);
        } else {
            verdicts.reject(row, missing);
        }
    }

    /// The value of a row is none of this column.
    void bad(int row, int reason) {
        if (takesBadValues) {
            if (verdicts.isRow(row)) {
                badValues++;
            }
            put(row);
        } else {
            verdicts.reject(row, reason);
        }
    }

    private void put(int row) {
        present = true;
        long address = validity + (row >>> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) & ~(1 << (row & 7))));
    }

    /// Where the validity bits of the run are, or 0 if no row is null.
    long validity() {
        return present ? validity : 0;
    }

    /// How many bad values have become nulls.
    long badValues() {
        return badValues;
    }
}
