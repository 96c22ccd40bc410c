// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

/// Is told from time to time how far a scan has come.
@FunctionalInterface
public interface ScanProgress {
    ScanProgress NONE = (_, _) -> {};

    void at(long bytesDone, long bytesInAll);
}
