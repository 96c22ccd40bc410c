// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/// Signals, sent within a microsecond: the JDK looks first whether a process is still the one it was.
enum Signal {
    KILL(9, 9), CONTINUE(18, 19), STOP(19, 17);

    @SuppressWarnings("restricted") // a call of the system, with two numbers
    private static final MethodHandle SEND = Linker.nativeLinker()
            .downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow("kill"), FunctionDescriptor
                    .of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final int number;

    Signal(int onLinux, int elsewhere) {
        number = OS.LINUX.isCurrentOs() ? onLinux : elsewhere;
    }

    void send(long process) {
        try {
            assertThat((int) SEND.invokeExact((int) process, number)).as("%s to %d", this, process).isZero();
        } catch (Error failed) {
            throw failed;
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
