// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import io.tidemill.journal.Storage;

/// Puts contexts of tests on disks of theirs.
public final class Disks {

    private Disks() {}

    /// Keeps what a context keeps on another disk than the machine's own.
    public static StreamingContextBuilder on(Storage disk, StreamingContextBuilder context) {
        return context.disk(disk);
    }
}
