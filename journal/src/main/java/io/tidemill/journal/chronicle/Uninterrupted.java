// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.chronicle;

import java.io.IOException;

/// Calls of Chronicle that open, map or close files: it would close them because of an interrupt of the calling thread, which is kept
/// from it, and it throws any exception that it likes.
final class Uninterrupted {

    private Uninterrupted() {}

    interface Call<R> {
        R call() throws IOException;
    }

    interface Run {
        void run() throws IOException;
    }

    static <R> R call(Call<R> call) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return call.call();
        } catch (RuntimeException | InternalError failed) {
            throw trouble(failed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void run(Run run) throws IOException {
        call(() -> {
            run.run();
            return true;
        });
    }

    /// The exception that others understand: Chronicle throws any that it likes, and an error for a page that the disk refuses.
    static IOException trouble(Throwable failed) {
        return new IOException("Chronicle Queue has failed: " + failed, failed);
    }
}
