// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.JournalException;

/// A program that appends small records and then, if it is to die, long ones, until it does so inside an append; it says what it did
/// in lines.
final class Appending {
    private static final Carrier.Options OPTIONS = new Carrier.Options(64 << 20, 32 << 20, false, 8 << 20);
    private static final int LONG_BYTES = 8 << 20;
    private static final int MOST_NANOS_INSIDE = 2_000_000;

    private static volatile boolean appending;

    private Appending() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        boolean dies = Boolean.parseBoolean(arguments[1]);
        System.out.println("pid " + ProcessHandle.current().pid());
        try (Trial trial = new Trial(directory)) {
            long began = System.nanoTime();
            try (Carrier.Writer writer = trial.create(OPTIONS)) {
                for (int i = 1; i <= 100; i++) {
                    trial.append(writer, 80, i);
                }
                System.out.println("begun in millis " + (System.nanoTime() - began) / 1_000_000);
                if (dies) {
                    Thread.ofPlatform().daemon().start(Appending::die);
                }
                while (dies) {
                    Trial.allocateAll(writer);
                    appending = true;
                    trial.append(writer, LONG_BYTES, 101);
                }
            }
            System.out.println("threads " + threads());
            System.out.println("sockets " + sockets());
        } catch (JournalException unfit) {
            System.out.println("%s: %s".formatted(unfit.kind(), unfit.getMessage()));
        }
    }

    /// Ends this process as a kill does: nothing is closed or unlocked. The first process of a namespace could not kill itself.
    private static void die() {
        while (!appending) {
            Thread.onSpinWait();
        }
        long end = System.nanoTime() + ThreadLocalRandom.current().nextInt(MOST_NANOS_INSIDE);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        Runtime.getRuntime().halt(137);
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            names.add(thread.getName());
        }
        return names;
    }

    private static long sockets() throws Exception {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(Files::isSymbolicLink).filter(Appending::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
