// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;

import io.tidemill.journal.record.Flaw;

/// Where the valid prefix of a journal ends although something follows.
///
/// @param offset in the file
/// @param sequence that comes next there
public record BadPlace(Path file, long offset, long incarnation, long sequence, Flaw flaw) {

    @Override
    public String toString() {
        return "%s at byte %,d, sequence %,d: %s".formatted(file, offset, sequence, flaw.sentence());
    }
}
