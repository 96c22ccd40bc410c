// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import io.tidemill.memory.Chunk;
import io.tidemill.operator.fold.Fold;
import io.tidemill.state.GroupResults;

/// The windows of an aggregate: rows go into them, and at ticks those that are over are put out one after the other.
public interface Windows {

    /// Adds the selected rows of a chunk.
    void add(Chunk chunk, Fold fold);

    /// Leaves what this lane has gathered as it is, for its siblings, if any window is over.
    void freeze(long batchTimeMicros, long watermarkMicros);

    /// Goes on to the next window that is over at a tick; false if there is none (any more).
    boolean next(long batchTimeMicros, long watermarkMicros);

    /// What the groups of that window have come to; good until [#passed].
    GroupResults results();

    /// When that window begins, microseconds since 1970.
    long startMicros();

    /// When it ends, exclusive.
    long endMicros();

    /// Where the beginnings of sessions are, int64 by group; 0 where all groups are of one window.
    default long starts() {
        return 0;
    }

    /// Where their ends are.
    default long ends() {
        return 0;
    }

    /// 1, or -1 where [#results] is what was put out before, and is taken back.
    default int change() {
        return 1;
    }

    /// What this lane holds, for the message of a refusal: "1,234 groups of 5 slides".
    String held();

    /// The window was put out.
    void passed();
}
