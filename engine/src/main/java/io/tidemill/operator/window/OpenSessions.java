// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.GroupResults;
import io.tidemill.state.Groups;
import io.tidemill.state.SessionGroups;
import io.tidemill.state.SliceMerge;
import io.tidemill.state.accumulation.Accumulators;

/// The sessions of a lane's hash ranges that are open, and what they come to; as results, those that are being closed.
///
/// Sessions that are no more leave gaps behind. When these are more than half, what is left moves to new tables, in its order.
final class OpenSessions implements GroupResults, AutoCloseable {
    /// Fewer gaps are not worth a move.
    private static final int MIN_GONE = 1024;

    private final SliceMerge merge;
    private final GrowableColumn closed; // int32: sessions that are over
    private final GrowableColumn left; // int32: sessions that move
    private ColumnSlice slice;
    private ColumnSlice spare; // holds no memory but during a move
    private int closedCount;
    private long closedMicros;
    private int judged; // sessions up to this number are known not to be ahead of time

    OpenSessions(SliceMaker maker) {
        merge = new SliceMerge(maker.budget());
        closed = GrowableColumn.zeroed(maker.budget(), "sessions that are over", Integer.BYTES);
        left = GrowableColumn.zeroed(maker.budget(), "sessions that are open", Integer.BYTES);
        slice = maker.slice();
        spare = maker.slice();
    }

    /// To be added to.
    ColumnSlice slice() {
        return slice;
    }

    SessionGroups sessions() {
        return (SessionGroups) slice.groups();
    }

    /// How many there are.
    int count() {
        return sessions().live();
    }

    /// Leaves out new sessions that begin after a time; answers how many rows they had.
    long dropAfter(long latestMicros) {
        long dropped = latestMicros == Long.MAX_VALUE ? 0 : sessions().removeAfter(latestMicros, judged);
        judged = sessions().count();
        return dropped;
    }

    /// Closes sessions that end at a watermark or before it; answers whether there are any.
    boolean close(long watermarkMicros) {
        closed.ensure(sessions().live());
        closedCount = sessions().over(watermarkMicros, closed.address());
        closedMicros = watermarkMicros;
        return closedCount > 0;
    }

    /// Forgets the sessions that were closed.
    void removeClosed() {
        sessions().remove(closed.address(), closedCount, closedMicros);
        int gone = sessions().count() - sessions().live();
        if (sessions().live() == 0) {
            slice.clear();
        } else if (gone >= MIN_GONE && gone > sessions().live()) {
            move();
        }
        judged = sessions().count();
    }

    private void move() {
        int live = sessions().live();
        try {
            left.ensure(live);
            sessions().listLive(left.address());
            merge.add(slice, left.address(), live, spare);
            ColumnSlice before = slice;
            slice = spare;
            spare = before;
        } catch (MemoryLimitException refused) {
            // they stay where they are
        } finally {
            spare.close();
            left.close();
        }
    }

    @Override
    public Groups groups() {
        return slice.groups();
    }

    @Override
    public int order(long numbers) {
        Memory.copy(closed.address(), numbers, (long) Integer.BYTES * closedCount);
        return closedCount;
    }

    @Override
    public void pick(int accumulation, long which, int count, Accumulators picked) {
        slice.pick(accumulation, which, count, picked);
    }

    @Override
    public void mergeInto(int accumulation, long which, int count, Accumulators target, long numbers) {
        slice.mergeInto(accumulation, which, count, target, numbers);
    }

    @Override
    public void close() {
        merge.close();
        closed.close();
        left.close();
        slice.close();
        spare.close();
    }
}
