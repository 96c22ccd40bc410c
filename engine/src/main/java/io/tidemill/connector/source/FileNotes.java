// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tidemill.connector.SourceContext;

/// What a source of files has noted in the journal, so that its next start can go on: which files are over, which is being read.
///
/// | part | offset |
/// |---|---|
/// | `DIR/a` | where the last line of a file ended that is being read; -1 before its first |
/// | `DIR/a//INODE,BORN,MODIFIED,BYTES` | the look that selected it, with what was found of it then and when it was opened; if only this is there, the file is over |
/// | the same | minus the look that passed it over, at the first start |
/// | `//look` | the last look of which every file is over |
///
/// No path has two slashes in a row. A file counts as being read from the note in front of its first line to the one behind its last;
/// both stand in the journal's order, so whatever a crash leaves is one of these states.
final class FileNotes {
    private static final String MARK = "//";
    private static final String LOOK = MARK + "look";
    private static final long NO_LINE = -1;

    private final SourceContext context;
    private final Map<Path, FileSelection.Seen> seen = new HashMap<>();
    private final Map<Path, String> parts = new HashMap<>();
    private final List<Begun> begun = new ArrayList<>();
    private final List<Path> orphans = new ArrayList<>();
    private final @Nullable Long lookMicros;

    /// A file that was being read when an earlier start ended.
    ///
    /// @param file as it was selected
    /// @param bytes that it had when it was opened
    /// @param lineEnd of the last line that was taken, or negative
    record Begun(FoundFile file, long bytes, long lineEnd) {
        boolean hasLine() {
            return lineEnd >= 0;
        }
    }

    /// Reads what earlier starts have noted.
    FileNotes(SourceContext context) {
        this.context = context;
        Map<String, Long> known = context.resumeFrom();
        this.lookMicros = known.get(LOOK);
        known.forEach((part, offset) -> {
            int mark = part.lastIndexOf(MARK);
            if (mark > 0) {
                add(part, mark, offset, known.get(part.substring(0, mark)));
            }
        });
        known.keySet().stream().filter(part -> !part.contains(MARK)).map(Path::of).forEach(path -> {
            if (!seen.containsKey(path)) {
                orphans.add(path);
            }
        });
    }

    private void add(String part, int mark, long look, @Nullable Long lineEnd) {
        String[] facts = part.substring(mark + MARK.length()).split(",");
        FoundFile file = new FoundFile(Path.of(part.substring(0, mark)), Long.parseLong(facts[2]),
                Long.parseLong(facts[1]), facts[0]);
        seen.put(file.path(), new FileSelection.Seen(file, Math.abs(look), look < 0));
        parts.put(file.path(), part);
        if (lineEnd != null) {
            begun.add(new Begun(file, Long.parseLong(facts[3]), lineEnd));
        }
    }

    /// The last look of which every file is over, or null.
    @Nullable
    Long lookMicros() {
        return lookMicros;
    }

    /// The files that are not to be selected again.
    Map<Path, FileSelection.Seen> seen() {
        return seen;
    }

    /// The files to be read on.
    List<Begun> begun() {
        return begun;
    }

    /// Forgets files that were about to be read and of which nothing is known.
    void forgetOrphans() {
        orphans.forEach(this::over);
        orphans.clear();
    }

    /// Every file of a look is over.
    void looked(long micros) {
        context.note(LOOK, micros);
    }

    /// A file was there at the start, and is not to be read.
    void passedOver(FileSelection.Seen file) {
        note(file.file(), -file.atMicros(), 0);
    }

    /// A file is about to be read.
    ///
    /// @param bytes that it has
    void begin(FoundFile file, long look, long bytes) {
        context.note(file.path().toString(), NO_LINE);
        note(file, look, bytes);
    }

    /// A file was given up before it was read.
    void skipped(FoundFile file, long look) {
        note(file, look, 0);
        over(file.path());
    }

    /// A file was read to its end, or given up.
    void over(Path path) {
        context.forget(path.toString());
    }

    /// A name may be used by another file.
    void forget(Path path) {
        String part = parts.remove(path);
        if (part != null) {
            context.forget(part);
        }
    }

    private void note(FoundFile file, long look, long bytes) {
        String part = file.path() + MARK
                + String.join(",", file.inode(), Long.toString(file.bornMicros()),
                        Long.toString(file.modifiedMicros()), Long.toString(bytes));
        parts.put(file.path(), part);
        context.note(part, look);
    }
}
