// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.tidemill.ConnectorException;

/// Which of the files in a directory are new, by their modification times, as in Spark's file streams.
///
/// A file is selected once, when it was not there at the start and its modification time is not in the future and at most
/// [#REMEMBERED_MICROS] before the previous look, however long ago that was. What was selected is remembered as long as it is
/// there, and [#REMEMBERED_MICROS] at least: whatever is appended to it is not seen. A name counts as another file when that time is
/// over and the file behind it is another one.
final class FileSelection {
    static final long REMEMBERED_MICROS = 60_000_000;
    /// The limit of what is remembered: some 30 MB.
    static final int MAX_REMEMBERED = 100_000;

    private final Map<Path, Seen> remembered = new HashMap<>();
    private final List<FoundFile> selected = new ArrayList<>();
    private long previousLookMicros;

    /// A file that is not to be selected.
    private sealed interface Seen {
        long atMicros();

        /// Whether a file of the same name is this one.
        boolean is(FoundFile file, long youngestForgotten);
    }

    private record Selected(@Nullable Object key, long atMicros) implements Seen {
        @Override
        public boolean is(FoundFile file, long youngestForgotten) {
            return atMicros >= youngestForgotten || Objects.equals(key, file.key());
        }
    }

    /// There at the start: another one as soon as it is replaced or modified.
    private record PassedOver(FoundFile file, long atMicros) implements Seen {
        @Override
        public boolean is(FoundFile other, long youngestForgotten) {
            return file.equals(other);
        }
    }

    /// @param existing what is there at the start
    /// @param included whether that is selected, however old
    /// @param nowMicros not after the moment when it was listed
    FileSelection(List<FoundFile> existing, boolean included, long nowMicros) {
        previousLookMicros = nowMicros;
        for (FoundFile file : existing) {
            if (included) {
                select(file, nowMicros);
            } else if (file.modifiedMicros() >= nowMicros - REMEMBERED_MICROS) {
                remembered.put(file.path(), new PassedOver(file, nowMicros));
            }
        }
        requireFew();
    }

    /// Looks for new ones among the files that are there.
    ///
    /// @param nowMicros not after the moment when they were listed
    void look(List<FoundFile> listing, long nowMicros) {
        long oldest = previousLookMicros - REMEMBERED_MICROS;
        long youngestForgotten = nowMicros - REMEMBERED_MICROS;
        for (FoundFile file : listing) {
            Seen seen = remembered.get(file.path());
            boolean fresh = file.modifiedMicros() >= oldest && file.modifiedMicros() <= nowMicros;
            if (fresh && (seen == null || !seen.is(file, youngestForgotten))) {
                select(file, nowMicros);
            }
        }
        previousLookMicros = nowMicros;
        forget(listing, youngestForgotten);
        requireFew();
    }

    private void select(FoundFile file, long nowMicros) {
        remembered.put(file.path(), new Selected(file.key(), nowMicros));
        selected.add(file);
    }

    /// What was selected since the last call, by modification time, then by name.
    List<FoundFile> take() {
        List<FoundFile> taken = selected.stream()
                .sorted(Comparator.comparingLong(FoundFile::modifiedMicros)
                        .thenComparing(file -> file.path().toString()))
                .toList();
        selected.clear();
        return taken;
    }

    private void forget(List<FoundFile> listing, long youngestForgotten) {
        if (!remembered.isEmpty()) {
            Set<Path> there = HashSet.newHashSet(listing.size());
            listing.forEach(file -> there.add(file.path()));
            remembered.entrySet()
                    .removeIf(entry -> entry.getValue().atMicros() < youngestForgotten
                            && !there.contains(entry.getKey()));
        }
    }

    private void requireFew() {
        if (remembered.size() > MAX_REMEMBERED) {
            throw new ConnectorException(
                    "more than %,d files were read and are still in the directory: move away what was read"
                            .formatted(MAX_REMEMBERED));
        }
    }
}
