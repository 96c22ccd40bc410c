// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// One thing that a source gave, as a journal holds it, in the order in which the source gave it.
public sealed interface SourceEvent
        permits SourceEvent.Row, SourceEvent.Note, SourceEvent.Forgetting, CollectingSourceContext.Rejected {

    /// What of the source is read in order by itself; empty if it cannot go back there.
    String part();

    /// A row.
    ///
    /// @param nextOffset where to go on behind it; without a meaning if there is no part
    record Row(List<@Nullable Object> values, String part, long nextOffset) implements SourceEvent {}

    /// How far a part was read where no row ends.
    record Note(String part, long offset) implements SourceEvent {}

    /// The end of all that is known of a part.
    record Forgetting(String part) implements SourceEvent {}
}
