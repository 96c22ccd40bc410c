// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

/// Where the splitting of a column goes on: a row, and a byte of its text. Belongs to one operator and is used again and again.
public final class SplitCursor {
    private static final int BEGINNING = -1;

    private int row;
    private int position = BEGINNING;

    /// Goes to the beginning of the first row.
    public void reset() {
        moveToRow(0);
    }

    /// Whether all of so many rows have been split.
    public boolean isDone(int rows) {
        return row >= rows;
    }

    public int row() {
        return row;
    }

    /// Where in the row to go on, given where the row starts.
    public int position(int start) {
        return position == BEGINNING ? start : position;
    }

    public void moveToRow(int toRow) {
        row = toRow;
        position = BEGINNING;
    }

    public void moveTo(int toRow, int toPosition) {
        row = toRow;
        position = toPosition;
    }
}
