// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tidemill.testkit.CollectingSourceContext.Rejected;

/// What a journal knows of a source.
///
/// @param offsets where to go on, by part
/// @param rejects the offset of the last reject, by part
public record SourcePast(Map<String, Long> offsets, Map<String, Long> rejects) {
    /// Of a source that starts for the first time.
    public static final SourcePast NONE = new SourcePast(Map.of(), Map.of());

    public SourcePast {
        offsets = Map.copyOf(offsets);
        rejects = Map.copyOf(rejects);
    }

    /// What it knows when these were added to it.
    public SourcePast after(List<? extends SourceEvent> events) {
        Map<String, Long> newOffsets = new HashMap<>(offsets);
        Map<String, Long> newRejects = new HashMap<>(rejects);
        for (SourceEvent event : events) {
            if (!event.part().isEmpty()) {
                switch (event) {
                    case SourceEvent.Row row -> newOffsets.put(row.part(), row.nextOffset());
                    case SourceEvent.Note note -> newOffsets.put(note.part(), note.offset());
                    case SourceEvent.Forgetting forgetting -> {
                        newOffsets.remove(forgetting.part());
                        newRejects.remove(forgetting.part());
                    }
                    case Rejected rejected -> newRejects.merge(rejected.part(), rejected.offset(), Math::max);
                }
            }
        }
        return new SourcePast(newOffsets, newRejects);
    }

}
