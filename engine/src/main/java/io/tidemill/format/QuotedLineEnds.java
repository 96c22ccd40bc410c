// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import io.tidemill.memory.Memory;

/// Finds the line ends that do not stand in quotes, however the bytes are split: it keeps where in a line it is.
final class QuotedLineEnds {
    private enum Place {
        FIELD_BEGIN, BARE, QUOTED, BEHIND_QUOTE, BEHIND_ESCAPE
    }

    private final LineQuotes quotes;
    private Place place = Place.FIELD_BEGIN;

    QuotedLineEnds(LineQuotes quotes) {
        this.quotes = quotes;
    }

    /// Writes the ascending int32 positions of line ends in `[from, to)`, `limit` of them at most; answers how many. `from` is where it
    /// came last, or behind the last line end that it found.
    int find(long text, int from, int to, long targetPositions, int limit) {
        int found = 0;
        for (int position = from; position < to; position++) {
            byte value = Memory.byteAt(text + position);
            place = next(value);
            if ((value == '\n' || value == '\r') && place == Place.FIELD_BEGIN) {
                Memory.putInt(targetPositions + 4L * found++, position);
                if (found == limit) {
                    break;
                }
            }
        }
        return found;
    }

    private Place next(byte value) {
        return switch (place) {
            case FIELD_BEGIN -> value == quotes.quote() ? Place.QUOTED : bare(value);
            case BARE -> bare(value);
            case QUOTED -> quoted(value);
            case BEHIND_QUOTE -> value == quotes.quote() ? Place.QUOTED : bare(value);
            case BEHIND_ESCAPE -> Place.QUOTED;
        };
    }

    private Place bare(byte value) {
        return value == quotes.delimiter() || value == '\n' || value == '\r' ? Place.FIELD_BEGIN : Place.BARE;
    }

    private Place quoted(byte value) {
        if (value == quotes.quote()) {
            return quotes.escape() == quotes.quote() ? Place.BEHIND_QUOTE : Place.BARE;
        }
        return value == quotes.escape() ? Place.BEHIND_ESCAPE : Place.QUOTED;
    }

    /// Takes the next line end for one, whatever came before it.
    void closeQuotes() {
        place = Place.BARE;
    }

    /// Begins with a line.
    void begin() {
        place = Place.FIELD_BEGIN;
    }
}
