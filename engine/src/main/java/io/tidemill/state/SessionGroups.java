// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;

/// Sessions as groups: a key and a piece of time for each. Rows that are not further apart than a gap are of one.
///
/// The sessions of a key lie side by side in time, in a list from the newest on, where rows most often belong. A row that comes between two may make
/// one of them: then the older is *joined* to the newer, and whoever keeps something by session adds it there
/// ([#joined], [#forgetJoined]). Numbers of sessions that were joined or removed are not given out again; [#live] says how many are left.
public final class SessionGroups implements Groups {
    private static final String WHAT = "sessions";
    private static final int NONE = -1;

    private final Groups keys;
    private final Column[] keyColumns;
    private final SessionSpan span;
    private final RangeOrder rangeOrder = new RangeOrder(this::range);
    private final GrowableColumn newest; // int32 by key: its newest session
    private final GrowableColumn keyOf; // int32 by session, as all that follow
    private final GrowableColumn older;
    private final GrowableColumn joinedTo;
    private final GrowableColumn starts; // int64
    private final GrowableColumn ends; // int64; of a session that is no more: never
    private final GrowableColumn rows; // int64
    private final GrowableColumn from; // int32: sessions that were joined
    private final GrowableColumn into; // int32: and what they are parts of
    private final GrowableColumn picked; // int32: numbers of keys
    private int count;
    private int live;
    private int joined;

    /// @param keys without the time; closed with the sessions
    public SessionGroups(MemoryBudget budget, Groups keys, int keyCount, SessionSpan span) {
        this.keys = keys;
        this.keyColumns = new Column[keyCount];
        this.span = span;
        newest = GrowableColumn.filled(budget, WHAT, Integer.BYTES, NONE);
        keyOf = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        older = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        joinedTo = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        starts = GrowableColumn.zeroed(budget, WHAT, Long.BYTES);
        ends = GrowableColumn.zeroed(budget, WHAT, Long.BYTES);
        rows = GrowableColumn.zeroed(budget, WHAT, Long.BYTES);
        from = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        into = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
        picked = GrowableColumn.zeroed(budget, WHAT, Integer.BYTES);
    }

    @Override
    public int count() {
        return count;
    }

    /// How many sessions there are, of all numbers that were given out.
    public int live() {
        return live;
    }

    /// @param columns the keys, then the time of each row: none is null
    @Override
    public void assign(Column[] columns, int rowCount, long numbers) {
        System.arraycopy(columns, 0, keyColumns, 0, keyColumns.length);
        keys.assign(keyColumns, rowCount, numbers);
        newest.ensure(keys.count());
        long times = columns[keyColumns.length].data();
        for (int i = 0; i < rowCount; i++) {
            long at = Memory.longAt(times + 8L * i);
            long number = numbers + 4L * i;
            Memory.putInt(number, enter(Memory.intAt(number), at, span.endMicros(at), 1));
        }
        resolve(numbers, rowCount);
    }

    @Override
    public void assign(Groups others, long numbers) {
        throw new UnsupportedOperationException("sessions are added range by range");
    }

    @Override
    public void assign(Groups others, long which, int sessions, long numbers) {
        SessionGroups source = (SessionGroups) others;
        picked.ensure(sessions);
        source.keysOf(which, sessions, picked.address());
        keys.assign(source.keys, picked.address(), sessions, numbers);
        newest.ensure(keys.count());
        for (int i = 0; i < sessions; i++) {
            int session = Memory.intAt(which + 4L * i);
            long number = numbers + 4L * i;
            Memory.putInt(number, enter(Memory.intAt(number), source.start(session), source.end(session),
                    source.rows(session)));
        }
        resolve(numbers, sessions);
    }

    private void keysOf(long which, int sessions, long target) {
        for (int i = 0; i < sessions; i++) {
            Memory.putInt(target + 4L * i, keyNumber(Memory.intAt(which + 4L * i)));
        }
    }

    /// Finds the session that a piece of time belongs to, or makes one; joins to it what it then touches.
    private int enter(int key, long start, long end, long moreRows) {
        int newer = NONE;
        int session = intOf(newest, key);
        while (session != NONE && liesBehind(session, start, end)) {
            newer = session;
            session = intOf(older, session);
        }
        if (session == NONE || end(session) < start || !span.areTogether(start(session), start)) {
            return insert(key, newer, session, start, end, moreRows);
        }
        set(starts, session, Math.min(start(session), start));
        set(ends, session, Math.max(end(session), end));
        set(rows, session, rows(session) + moreRows);
        for (int next = intOf(older, session); next != NONE && touches(next, session); next = intOf(older, session)) {
            join(next, session);
        }
        return session;
    }

    private boolean liesBehind(int session, long start, long end) {
        return start(session) > end || (start(session) > start && !span.areTogether(start(session), start));
    }

    private boolean touches(int before, int session) {
        return end(before) >= start(session) && span.areTogether(start(before), start(session));
    }

    private int insert(int key, int newer, int next, long start, long end, long itsRows) {
        int session = count;
        ensure(session + 1);
        Memory.putInt(keyOf.address() + 4L * session, key);
        Memory.putInt(older.address() + 4L * session, next);
        Memory.putInt(joinedTo.address() + 4L * session, NONE);
        set(starts, session, start);
        set(ends, session, end);
        set(rows, session, itsRows);
        linkBehind(newer, key, session);
        count++;
        live++;
        return session;
    }

    private void ensure(int sessions) {
        keyOf.ensure(sessions);
        older.ensure(sessions);
        joinedTo.ensure(sessions);
        starts.ensure(sessions);
        ends.ensure(sessions);
        rows.ensure(sessions);
    }

    /// Makes a session the next older one of another, or the newest of its key.
    private void linkBehind(int newer, int key, int session) {
        Memory.putInt(newer == NONE ? newest.address() + 4L * key : older.address() + 4L * newer, session);
    }

    private void join(int part, int session) {
        from.ensure(joined + 1);
        into.ensure(joined + 1);
        Memory.putInt(from.address() + 4L * joined++, part);
        Memory.putInt(joinedTo.address() + 4L * part, session);
        Memory.putInt(older.address() + 4L * session, intOf(older, part));
        set(starts, session, Math.min(start(part), start(session)));
        set(ends, session, Math.max(end(part), end(session)));
        set(rows, session, rows(session) + rows(part));
        set(ends, part, Long.MAX_VALUE);
        live--;
    }

    /// Puts in place of sessions that were joined those that they are parts of.
    private void resolve(long numbers, int size) {
        if (joined > 0) {
            for (int i = 0; i < size; i++) {
                Memory.putInt(numbers + 4L * i, whole(Memory.intAt(numbers + 4L * i)));
            }
            for (int i = 0; i < joined; i++) {
                Memory.putInt(into.address() + 4L * i, whole(intOf(from, i)));
            }
        }
    }

    private int whole(int session) {
        int whole = session;
        for (int next = intOf(joinedTo, whole); next != NONE; next = intOf(joinedTo, whole)) {
            whole = next;
        }
        return whole;
    }

    @Override
    public int joined() {
        return joined;
    }

    @Override
    public long joinedFrom() {
        return from.address();
    }

    @Override
    public long joinedInto() {
        return into.address();
    }

    @Override
    public void forgetJoined() {
        joined = 0;
    }

    /// Lists the sessions that are over, by hash range and in order of appearance; answers how many.
    ///
    /// @param numbers room for [#live] of them
    public int over(long watermarkMicros, long numbers) {
        picked.ensure(live);
        int found = 0;
        for (int session = 0; session < count; session++) {
            if (end(session) <= watermarkMicros && isLive(session)) {
                Memory.putInt(picked.address() + 4L * found++, session);
            }
        }
        order(picked.address(), found, numbers);
        return found;
    }

    /// Lists all sessions in order of appearance.
    ///
    /// @param numbers room for [#live] of them
    public void listLive(long numbers) {
        int found = 0;
        for (int session = 0; session < count; session++) {
            if (isLive(session)) {
                Memory.putInt(numbers + 4L * found++, session);
            }
        }
    }

    private boolean isLive(int session) {
        return rows(session) > 0 && intOf(joinedTo, session) == NONE;
    }

    /// Removes sessions that are over.
    ///
    /// @param which all that [#over] has listed for this watermark
    public void remove(long which, int sessions, long watermarkMicros) {
        for (int i = 0; i < sessions; i++) {
            int session = Memory.intAt(which + 4L * i);
            cut(keyNumber(session), watermarkMicros);
            drop(session);
        }
    }

    /// Ends the list of a key before the first session that is over: all older ones are.
    private void cut(int key, long watermarkMicros) {
        int newer = NONE;
        int session = intOf(newest, key);
        while (session != NONE && end(session) > watermarkMicros) {
            newer = session;
            session = intOf(older, session);
        }
        linkBehind(newer, key, NONE);
    }

    private void drop(int session) {
        set(rows, session, 0);
        set(ends, session, Long.MAX_VALUE);
        live--;
    }

    /// Removes the sessions from some number on that begin after a time; answers how many rows they had.
    public long removeAfter(long latestMicros, int firstSession) {
        long removed = 0;
        for (int session = firstSession; session < count; session++) {
            if (isLive(session) && start(session) > latestMicros) {
                removed += rows(session);
                unlink(session);
                drop(session);
            }
        }
        return removed;
    }

    private void unlink(int session) {
        int newer = NONE;
        for (int each = intOf(newest, keyNumber(session)); each != session; each = intOf(older, each)) {
            newer = each;
        }
        linkBehind(newer, keyNumber(session), intOf(older, session));
    }

    @Override
    public void order(long numbers) {
        order(numbers, new int[KeyTable.RANGES + 1]);
    }

    /// By range, then by first appearance of the key, then by time.
    @Override
    public void order(long numbers, int[] rangeStarts) {
        picked.ensure(keys.count());
        newest.ensure(keys.count());
        keys.order(picked.address(), rangeStarts);
        int next = 0;
        for (int range = 0; range < KeyTable.RANGES; range++) {
            int firstKey = rangeStarts[range];
            rangeStarts[range] = next;
            for (int i = firstKey; i < rangeStarts[range + 1]; i++) {
                next = listOldestFirst(intOf(picked, i), numbers, next);
            }
        }
        rangeStarts[KeyTable.RANGES] = next;
    }

    private int listOldestFirst(int key, long numbers, int next) {
        int end = next;
        for (int session = intOf(newest, key); session != NONE; session = intOf(older, session)) {
            end++;
        }
        int place = end;
        for (int session = intOf(newest, key); session != NONE; session = intOf(older, session)) {
            Memory.putInt(numbers + 4L * --place, session);
        }
        return end;
    }

    @Override
    public void order(long which, int sessions, long numbers) {
        rangeOrder.sort(which, sessions, numbers);
    }

    @Override
    public int range(int session) {
        return keys.range(keyNumber(session));
    }

    @Override
    public long keyNumbers(long numbers, int sessions) {
        picked.ensure(sessions);
        keysOf(numbers, sessions, picked.address());
        return picked.address();
    }

    /// By the number of the key.
    @Override
    public Column key(int index) {
        return keys.key(index);
    }

    /// Where the times are at which sessions begin, by number.
    public long starts() {
        return starts.address();
    }

    /// And at which they end, exclusive.
    public long ends() {
        return ends.address();
    }

    private int keyNumber(int session) {
        return intOf(keyOf, session);
    }

    private long start(int session) {
        return Memory.longAt(starts.address() + 8L * session);
    }

    private long end(int session) {
        return Memory.longAt(ends.address() + 8L * session);
    }

    private long rows(int session) {
        return Memory.longAt(rows.address() + 8L * session);
    }

    private static int intOf(GrowableColumn column, int number) {
        return Memory.intAt(column.address() + 4L * number);
    }

    private static void set(GrowableColumn column, int session, long value) {
        Memory.putLong(column.address() + 8L * session, value);
    }

    @Override
    public void clear() {
        keys.clear();
        newest.clear();
        count = 0;
        live = 0;
        joined = 0;
    }

    @Override
    public void close() {
        clear();
        keys.close();
        newest.close();
        keyOf.close();
        older.close();
        joinedTo.close();
        starts.close();
        ends.close();
        rows.close();
        from.close();
        into.close();
        picked.close();
    }
}
