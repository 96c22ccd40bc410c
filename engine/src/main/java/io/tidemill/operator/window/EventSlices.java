// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.tidemill.StateException;
import io.tidemill.state.LanePartial;

/// The slices of event time that rows have come for and that are not over, by their number since 1970, ascending.
///
/// Emptied slices are used again, as many as are likely to be wanted. Each is a table of its own, so their number is bounded.
final class EventSlices implements AutoCloseable {
    private static final int MOST_OPEN = 4_096;
    private static final int MOST_SPARE = 64;

    private final SliceMaker maker;
    private final String name;
    private final List<Numbered> open = new ArrayList<>();
    private final ArrayDeque<LanePartial> spare = new ArrayDeque<>();
    private final Set<LanePartial> made = Collections.newSetFromMap(new IdentityHashMap<>());
    private int last; // where the slice was that was asked for last: the next rows are likely to be of the same

    /// A slice with its number.
    static final class Numbered {
        final long number;
        final LanePartial partial;
        long rows;

        Numbered(long number, LanePartial partial) {
            this.number = number;
            this.partial = partial;
        }
    }

    EventSlices(SliceMaker maker, String name) {
        this.maker = maker;
        this.name = name;
    }

    /// How many are open.
    int count() {
        return open.size();
    }

    /// How many groups they have together.
    long groups() {
        return open.stream().mapToLong(slice -> slice.partial.slice().groups().count()).sum();
    }

    /// The slice of a number, made if there is none yet.
    Numbered at(long number) {
        if (last < open.size() && open.get(last).number == number) {
            return open.get(last);
        }
        last = indexOf(number);
        if (last == open.size() || open.get(last).number != number) {
            requireRoom();
            open.add(last, new Numbered(number, spare.isEmpty() ? make() : spare.pop()));
        }
        return open.get(last);
    }

    private void requireRoom() {
        if (open.size() >= MOST_OPEN) {
            throw new StateException(
                    "%s: rows of more than %,d slices of event time are open, each of which is a table of its own: let windows slide by more, make the delay of the event time shorter, or bound how far ahead times may be"
                            .formatted(name, MOST_OPEN));
        }
    }

    private LanePartial make() {
        LanePartial partial = new LanePartial(maker.budget(), maker.slice());
        made.add(partial);
        return partial;
    }

    /// Where a number is, or would be.
    private int indexOf(long number) {
        int low = 0;
        int high = open.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (open.get(middle).number < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Moves the slices before a number to a list, ascending.
    void takeBefore(long number, List<Numbered> taken) {
        List<Numbered> before = open.subList(0, indexOf(number));
        taken.addAll(before);
        before.clear();
        last = 0;
    }

    /// Forgets the slices behind a number; answers how many rows they had.
    long dropAfter(long number) {
        List<Numbered> after = open.subList(number == Long.MAX_VALUE ? open.size() : indexOf(number + 1), open.size());
        long rows = after.stream().mapToLong(slice -> slice.rows).sum();
        after.forEach(this::giveBack);
        after.clear();
        last = 0;
        return rows;
    }

    /// Takes a slice back that was taken, to use it again.
    void giveBack(Numbered slice) {
        if (spare.size() < MOST_SPARE) {
            slice.partial.clear();
            spare.push(slice.partial);
        } else {
            made.remove(slice.partial);
            slice.partial.close();
        }
    }

    /// Closes all slices, also those that were taken.
    @Override
    public void close() {
        made.forEach(LanePartial::close);
        made.clear();
        open.clear();
        spare.clear();
    }
}
