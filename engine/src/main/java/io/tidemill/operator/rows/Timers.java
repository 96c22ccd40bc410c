// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/// The times that keys want to be called at: once each, by time, those of one time in the order in which they were registered.
final class Timers<K> {
    private final TreeMap<Long, LinkedHashSet<K>> keys = new TreeMap<>();
    private final HeapMeter meter;
    private LinkedHashSet<K> firing = new LinkedHashSet<>(); // those of a time that have not yet been called
    private long firingMicros; // behind it all is still to come
    private long untilMicros;

    Timers(HeapMeter meter) {
        this.meter = meter;
    }

    void register(long micros, K key) {
        if (keys.computeIfAbsent(micros, _ -> new LinkedHashSet<>()).add(key)) {
            meter.add(HeapMeter.ENTRY_BYTES);
        }
    }

    void delete(long micros, K key) {
        LinkedHashSet<K> ofTime = keys.get(micros);
        boolean deleted = ofTime != null && ofTime.remove(key);
        if (ofTime != null && ofTime.isEmpty()) {
            keys.remove(micros);
        }
        if (!deleted && micros == firingMicros) {
            deleted = firing.remove(key);
        }
        if (deleted) {
            meter.remove(HeapMeter.ENTRY_BYTES);
        }
    }

    /// Begins to fire all timers until a time; those that are registered from now on only if they are behind the one that fires. At the end
    /// of time until the last one that there is.
    void beginToFire(long micros) {
        firingMicros = Long.MIN_VALUE;
        untilMicros = micros == Long.MAX_VALUE && !keys.isEmpty() ? keys.lastKey() : micros;
    }

    /// Goes to the next timer that is due; false if there is none.
    boolean advance() {
        if (firing.isEmpty()) {
            Map.Entry<Long, LinkedHashSet<K>> next = firingMicros == Long.MIN_VALUE
                    ? keys.firstEntry()
                    : keys.higherEntry(firingMicros);
            if (next == null || next.getKey() > untilMicros) {
                return false;
            }
            firingMicros = next.getKey();
            firing = next.getValue();
            keys.remove(firingMicros);
        }
        return true;
    }

    /// The time of the timer that is due.
    long micros() {
        return firingMicros;
    }

    /// Takes the key of the timer that is due.
    K take() {
        Iterator<K> first = firing.iterator();
        K key = first.next();
        first.remove();
        meter.remove(HeapMeter.ENTRY_BYTES);
        return key;
    }

    /// Forgets all; what counts them is closed with the operator.
    void clear() {
        keys.clear();
        firing.clear();
    }
}
