// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.util.Optional;

/// What Chronicle needs of the JVM, and whether it is there.
public final class ChronicleFlags {
    static final String NEEDED = "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED --add-exports=java.base/sun.nio.ch=ALL-UNNAMED";

    private ChronicleFlags() {}

    /// The flags that are missing, as they are written; empty if Chronicle can run.
    public static Optional<String> missing() {
        Module base = Object.class.getModule();
        Module ours = ChronicleFlags.class.getModule();
        boolean reflects = base.isOpen("java.lang.reflect", ours);
        boolean maps = base.isExported("sun.nio.ch", ours);
        return reflects && maps ? Optional.empty() : Optional.of(NEEDED);
    }
}
