// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and `kill`: asks the program to stop, waits until it has, and lets the process end with the program's own exit code.
public final class StopRequest {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int exitCode = Command.FAILURE;

    /// Asks from now on when the process is told to end.
    StopRequest onSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopProcess, "stop-request"));
        return this;
    }

    public void ask() {
        asked.countDown();
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /// Tells that the program has stopped, and with which exit code.
    void over(int code) {
        exitCode = code;
        over.countDown();
    }

    private void stopProcess() {
        if (over.getCount() == 0) {
            return; // it ended by itself, and the process ends with its code
        }
        ask();
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.printf("tidemill: not stopped after %d s: ends at once, what was on its way is lost%n",
                        PATIENCE_SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        System.err.flush();
        // the JVM's own code for a signal would be 130 or 143
        Runtime.getRuntime().halt(exitCode);
    }
}
