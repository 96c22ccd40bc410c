// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final List<Path> forgotten = new ArrayList<>();
    private long previousLookMicros;

    /// A file that is not to be selected.
    ///
    /// @param atMicros of the look that showed it
    /// @param passedOver whether it was there at the start, and is another one as soon as it is replaced or modified
    record Seen(FoundFile file, long atMicros, boolean passedOver) {

        /// Whether a file of the same name is this one.
        boolean is(FoundFile other, long youngestForgotten) {
            return passedOver ? file.equals(other) : atMicros >= youngestForgotten || file.isSameAs(other);
        }
    }

    /// Goes on behind a look.
    ///
    /// @param seen what is remembered of it and of earlier ones
    FileSelection(Map<Path, Seen> seen, long previousLookMicros) {
        this.previousLookMicros = previousLookMicros;
        remembered.putAll(seen);
    }

    /// Selects none of the files that are there; answers those that would be new otherwise.
    ///
    /// @param nowMicros not after the moment when they were listed
    List<Seen> passOver(List<FoundFile> existing, long nowMicros) {
        List<Seen> passedOver = new ArrayList<>();
        for (FoundFile file : existing) {
            if (file.modifiedMicros() >= nowMicros - REMEMBERED_MICROS && !remembered.containsKey(file.path())) {
                Seen seen = new Seen(file, nowMicros, true);
                remembered.put(file.path(), seen);
                passedOver.add(seen);
            }
        }
        previousLookMicros = nowMicros;
        requireFew();
        return passedOver;
    }

    /// Selects the files that are there and were not selected before, however old or new they are.
    ///
    /// @param nowMicros not after the moment when they were listed
    void lookAtAll(List<FoundFile> listing, long nowMicros) {
        remembered.values().removeIf(seen -> seen.passedOver() && forgotten.add(seen.file().path()));
        look(listing, Long.MIN_VALUE, Long.MAX_VALUE, nowMicros);
    }

    /// Looks for new ones among the files that are there.
    ///
    /// @param nowMicros not after the moment when they were listed
    void look(List<FoundFile> listing, long nowMicros) {
        look(listing, previousLookMicros - REMEMBERED_MICROS, nowMicros, nowMicros);
    }

    private void look(List<FoundFile> listing, long oldest, long youngest, long nowMicros) {
        long youngestForgotten = nowMicros - REMEMBERED_MICROS;
        for (FoundFile file : listing) {
            Seen seen = remembered.get(file.path());
            boolean fresh = file.modifiedMicros() >= oldest && file.modifiedMicros() <= youngest;
            if (fresh && (seen == null || !seen.is(file, youngestForgotten))) {
                if (seen != null) {
                    forgotten.add(file.path());
                }
                remembered.put(file.path(), new Seen(file, nowMicros, false));
                selected.add(file);
            }
        }
        previousLookMicros = nowMicros;
        forget(listing, youngestForgotten);
        requireFew();
    }

    /// What was selected since the last call, by modification time, then by name.
    List<FoundFile> takeSelected() {
        List<FoundFile> taken = selected.stream()
                .sorted(Comparator.comparingLong(FoundFile::modifiedMicros)
                        .thenComparing(file -> file.path().toString()))
                .toList();
        selected.clear();
        return taken;
    }

    /// Which names were forgotten since the last call, some of them to be selected again.
    List<Path> takeForgotten() {
        List<Path> taken = List.copyOf(forgotten);
        forgotten.clear();
        return taken;
    }

    private void forget(List<FoundFile> listing, long youngestForgotten) {
        if (!remembered.isEmpty()) {
            Set<Path> there = HashSet.newHashSet(listing.size());
            listing.forEach(file -> there.add(file.path()));
            remembered.values().removeIf(seen -> {
                boolean isOver = seen.atMicros() < youngestForgotten && !there.contains(seen.file().path());
                if (isOver) {
                    forgotten.add(seen.file().path());
                }
                return isOver;
            });
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
