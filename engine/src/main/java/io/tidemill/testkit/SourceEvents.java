// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tidemill.ConnectorException;
import io.tidemill.testkit.CollectingSourceContext.Rejected;

/// What a source gave so far, held to the contract: offsets ascend within a part. Takes no more than it is to take.
final class SourceEvents {
    private final List<SourceEvent> events = new ArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, Long> rejects = new HashMap<>();
    private final Map<String, Long> known = new HashMap<>(); // rejects that are in the journal already
    private SourcePast past = SourcePast.NONE;
    private int most = Integer.MAX_VALUE;
    private boolean full;

    /// Goes on behind what a journal knows.
    void resume(SourcePast before) {
        past = before;
        offsets.putAll(before.offsets());
        rejects.putAll(before.rejects());
        known.putAll(before.rejects());
    }

    /// Whether a reject is in the journal already, so that it is dropped.
    private boolean isKnown(Rejected rejected) {
        Long last = known.get(rejected.part());
        return last != null && rejected.offset() <= last;
    }

    SourcePast past() {
        return past;
    }

    /// Takes so many, and throws at the next one, as the context of an engine does that has stopped.
    void most(int count) {
        most = count;
    }

    /// Whether one was refused.
    boolean isFull() {
        return full;
    }

    void add(SourceEvent event) {
        if (event instanceof Rejected rejected && isKnown(rejected)) {
            return;
        }
        if (events.size() == most) {
            full = true;
            throw new ConnectorException("the context takes no more than %,d events".formatted(most));
        }
        if (!event.part().isEmpty()) {
            switch (event) {
                case SourceEvent.Row row -> ascend(offsets, "row", row.part(), row.nextOffset(), 1);
                case SourceEvent.Note note -> ascend(offsets, "note", note.part(), note.offset(), 0);
                case Rejected rejected -> ascend(rejects, "reject", rejected.part(), rejected.offset(), 1);
                case SourceEvent.Forgetting forgetting -> {
                    offsets.remove(forgetting.part());
                    rejects.remove(forgetting.part());
                    known.remove(forgetting.part());
                }
            }
        }
        events.add(event);
    }

    private static void ascend(Map<String, Long> latest, String what, String part, long offset, int least) {
        Long before = latest.put(part, offset);
        if (before != null && offset < before + least) {
            throw new IllegalArgumentException("a %s of part %s has offset %,d behind %,d: offsets must ascend"
                    .formatted(what, part, offset, before));
        }
    }

    List<SourceEvent> all() {
        return List.copyOf(events);
    }

    List<SourceEvent.Row> rows() {
        return of(SourceEvent.Row.class);
    }

    List<Rejected> rejects() {
        return of(Rejected.class);
    }

    private <T> List<T> of(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
