// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;

/// A Disruptor ring with one producer, whose readers may stop in the middle of a slot and come back.
///
/// The Disruptor's own poller counts a slot as read when its handler returns, whatever it answers; an operator that is not
/// done with a slot needs the opposite. So a [Reader] is a sequence that its owner moves when the slot is dealt with.
///
/// Memory order: [#publish] releases, [Reader#poll] acquires; [Reader#advance] releases, [#hasRoom] and readers that stand
/// behind acquire.
public final class Ring<S> {
    private final RingBuffer<S> slots;

    /// @param size a power of two
    public Ring(Supplier<S> slot, int size) {
        slots = RingBuffer.createSingleProducer(slot::get, size, new BusySpinWaitStrategy());
    }

    public int size() {
        return slots.getBufferSize();
    }

    /// A reader that starts at the next slot and stays behind those named.
    public Reader<S> reader(Reader<?>... ahead) {
        return new Reader<>(slots, ahead);
    }

    /// Lets the producer overwrite only what this sequence has passed.
    public void freeBehind(Sequenced last) {
        slots.addGatingSequences(last.sequence);
    }

    /// Whether a slot can be claimed. Producer only.
    public boolean hasRoom() {
        return slots.hasAvailableCapacity(1);
    }

    /// The sequence of the next slot, which must be published. Producer only, and only if there is room.
    ///
    /// The producer may be another thread than the last time, if one happens before the other: in the inline layout whoever
    /// drives. (Of the Disruptor's two ways to claim, `next` insists on one thread when assertions are on.)
    public long claim() {
        try {
            return slots.tryNext();
        } catch (InsufficientCapacityException full) {
            throw new IllegalStateException("the ring is full: ask hasRoom first", full);
        }
    }

    public S slot(long sequence) {
        return slots.get(sequence);
    }

    public void publish(long sequence) {
        slots.publish(sequence);
    }

    /// The last published sequence; -1 at first.
    public long published() {
        return slots.getCursor();
    }

    /// A position in a ring that one thread moves and any thread reads.
    public static class Sequenced {
        private final Sequence sequence;

        /// Starts before the first slot.
        public Sequenced() {
            this(-1);
        }

        private Sequenced(long start) {
            sequence = new Sequence(start);
        }

        /// The last slot that was passed.
        public final long passed() {
            return sequence.get();
        }

        /// Passes all slots up to this one. Owner only.
        public final void pass(long slot) {
            sequence.set(slot);
        }
    }

    /// Reads slot after slot. One thread.
    public static final class Reader<S> extends Sequenced {
        private final RingBuffer<S> slots;
        private final Sequenced[] ahead;
        private long next;
        private long available;

        private Reader(RingBuffer<S> slots, Sequenced... ahead) {
            super(slots.getCursor());
            this.slots = slots;
            this.ahead = ahead;
            this.next = slots.getCursor() + 1;
            this.available = slots.getCursor();
        }

        /// The slot that comes next, the same until [#advance]; null if there is none.
        public @Nullable S poll() {
            if (next > available) {
                long limit = slots.getCursor();
                for (Sequenced other : ahead) {
                    limit = Math.min(limit, other.passed());
                }
                available = limit;
                if (next > limit) {
                    return null;
                }
            }
            return slots.get(next);
        }

        /// The sequence of the slot that [#poll] shows.
        public long next() {
            return next;
        }

        /// Is done with the slot that [#poll] showed.
        public void advance() {
            pass(next);
            next++;
        }
    }
}
