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
/// A file is selected once, when its modification time is not before the start, not older than [#REMEMBERED_MICROS], and not in
/// the future. What was selected is remembered as long as it is there, and [#REMEMBERED_MICROS] at least: whatever is appended
/// to it is not seen. A name counts as another file when that time is over and the file behind it is another one.
final class FileSelection {
    static final long REMEMBERED_MICROS = 60_000_000;
    /// File systems stamp by a coarser clock than ours: a file made right after the start may look this much older.
    static final long CLOCK_SLACK_MICROS = 20_000;
    /// The limit of what is remembered: some 30 MB.
    static final int MAX_REMEMBERED = 100_000;

    private final boolean includeExisting;
    private final long startMicros;
    private final Map<Path, Selected> remembered = new HashMap<>();
    private boolean first = true;

    private record Selected(@Nullable Object key, long atMicros) {}

    /// @param includeExisting whether the first listing is selected as it is, however old
    FileSelection(boolean includeExisting, long startMicros) {
        this.includeExisting = includeExisting;
        this.startMicros = startMicros;
    }

    /// The new ones among the files that are there, by modification time, then by name.
    List<FoundFile> select(List<FoundFile> listing, long nowMicros) {
        long youngestForgotten = nowMicros - REMEMBERED_MICROS;
        long oldest = Math.max(startMicros - CLOCK_SLACK_MICROS, youngestForgotten);
        List<FoundFile> selected = new ArrayList<>();
        for (FoundFile file : listing) {
            boolean there = first && (includeExisting || file.modifiedMicros() >= oldest);
            boolean fresh = file.modifiedMicros() >= oldest && file.modifiedMicros() <= nowMicros;
            if ((there || fresh) && !isRemembered(file, youngestForgotten)) {
                remembered.put(file.path(), new Selected(file.key(), nowMicros));
                if (!first || includeExisting) {
                    selected.add(file);
                }
            }
        }
        first = false;
        forget(listing, youngestForgotten);
        selected.sort(
                Comparator.comparingLong(FoundFile::modifiedMicros).thenComparing(file -> file.path().toString()));
        return selected;
    }

    private boolean isRemembered(FoundFile file, long youngestForgotten) {
        Selected selected = remembered.get(file.path());
        return selected != null
                && (selected.atMicros() > youngestForgotten || Objects.equals(selected.key(), file.key()));
    }

    private void forget(List<FoundFile> listing, long youngestForgotten) {
        if (!remembered.isEmpty()) {
            Set<Path> there = HashSet.newHashSet(listing.size());
            listing.forEach(file -> there.add(file.path()));
            remembered.entrySet()
                    .removeIf(entry -> entry.getValue().atMicros() <= youngestForgotten
                            && !there.contains(entry.getKey()));
        }
        if (remembered.size() > MAX_REMEMBERED) {
            throw new ConnectorException(
                    "more than %,d files were read and are still in the directory: move away what was read"
                            .formatted(MAX_REMEMBERED));
        }
    }
}
