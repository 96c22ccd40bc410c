// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.queue.ChronicleQueue;

/// What Chronicle needs of the JVM, whether it is there, and how Chronicle is told to keep to itself.
public final class ChronicleFlags {
    private static final String OPEN = "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED";
    private static final String EXPORT = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED";
    private static final String CLEANER = "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED";
    private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    private ChronicleFlags() {}

    /// The flags that are missing, as they are written; empty if Chronicle can run. Asking is the start of Chronicle: it is told
    /// before what it shall not do.
    public static Optional<String> missing() {
        quieten();
        Module base = Object.class.getModule();
        Module chronicle = ChronicleQueue.class.getModule();
        List<String> missing = new ArrayList<>();
        if (!base.isOpen("java.lang.reflect", chronicle)) {
            missing.add(OPEN);
        }
        if (!base.isExported("sun.nio.ch", chronicle)) {
            missing.add(EXPORT);
        }
        if (!missing.isEmpty() && !base.isExported("jdk.internal.ref", chronicle)) {
            missing.add(CLEANER); // Chronicle only warns of it
        }
        if (missing.isEmpty() && !mayReachMemory()) {
            missing.add(UNSAFE);
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", missing));
    }

    /// Of this flag nothing can be asked: tries what it allows.
    private static boolean mayReachMemory() {
        try {
            Memory memory = OS.memory();
            memory.freeMemory(memory.allocate(Long.BYTES), Long.BYTES);
            return true;
        } catch (UnsupportedOperationException | LinkageError denied) {
            return false;
        }
    }

    /// Switches off what Chronicle does unasked: reports of its use over the network, a banner, threads that watch the disk and close
    /// files, lines in the log about what took a while. What a user has set stays.
    private static void quieten() {
        for (String property : List.of("chronicle.analytics.disable", "chronicle.announcer.disable",
                "chronicle.disk.monitor.disable", "disable.perf.info")) {
            System.getProperties().putIfAbsent(property, "true");
        }
        System.getProperties().putIfAbsent("background.releaser", "false");
    }
}
