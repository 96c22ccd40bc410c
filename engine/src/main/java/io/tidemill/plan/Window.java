// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

/// Which rows an aggregate covers, and when it speaks.
public sealed interface Window {

    /// The rows of one batch, at its end.
    record Batch() implements Window {
        @Override
        public String toString() {
            return "batch";
        }
    }

    /// The rows of the batches in `(t - length, t]`, at each `t` that is a multiple of the slide after the zero time.
    record Sliding(long lengthMicros, long slideMicros) implements Window {
        /// A window is at most so many slides long: each is a table of its own.
        public static final int MOST_SLIDES = 100_000;

        public Sliding {
            if (lengthMicros <= 0 || slideMicros <= 0 || lengthMicros % slideMicros != 0) {
                throw new IllegalArgumentException("a window of %d us must be a multiple of its slide of %d us"
                        .formatted(lengthMicros, slideMicros));
            }
            if (lengthMicros / slideMicros > MOST_SLIDES) {
                throw new IllegalArgumentException(
                        "a window of %d us has too many slides of %d us".formatted(lengthMicros, slideMicros));
            }
        }

        @Override
        public String toString() {
            return "window of " + Micros.text(lengthMicros) + " sliding by " + Micros.text(slideMicros);
        }
    }

    /// A window by the rows' own time.
    sealed interface OfEventTime extends Window {

        /// Of the event time, in the rows.
        int column();
    }

    /// The rows with an event time in `[e - length, e)`, at each `e` that is a multiple of the slide since 1970, once the watermark has come
    /// to `e`.
    ///
    /// @param column of the event time, in the rows
    /// @param latenessMicros how long a window stays open when the watermark has passed its end
    record EventTime(int column, long lengthMicros, long slideMicros, long latenessMicros) implements OfEventTime {

        /// A window that closes when it is over.
        public EventTime(int column, long lengthMicros, long slideMicros) {
            this(column, lengthMicros, slideMicros, 0);
        }

        @Override
        public String toString() {
            return "event-time window of " + Micros.text(lengthMicros) + " sliding by " + Micros.text(slideMicros)
                    + (latenessMicros == 0 ? "" : ", late rows count for " + Micros.text(latenessMicros));
        }
    }

    /// The rows of a key from the first one to the last that has another one less than or just a gap before it.
    ///
    /// @param column of the event time, in the rows
    /// @param mostMicros sessions are cut at each multiple of it since 1970; 0 = never
    record Session(int column, long gapMicros, long mostMicros) implements OfEventTime {

        @Override
        public String toString() {
            return "session with gaps of less than " + Micros.text(gapMicros)
                    + (mostMicros == 0 ? "" : ", cut at each " + Micros.text(mostMicros));
        }
    }

    /// All rows, once, when the stream ends.
    record Global() implements Window {
        @Override
        public String toString() {
            return "whole stream";
        }
    }
}
