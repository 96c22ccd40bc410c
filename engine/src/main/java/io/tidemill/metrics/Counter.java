// SPDX-License-Identifier: Apache-2.0
package io.tidemill.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A number that one thread raises and any thread reads.
public final class Counter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private long value;

    /// The one writer only.
    public void add(long more) {
        VALUE.setOpaque(this, value + more);
    }

    /// The one writer only.
    public void set(long now) {
        VALUE.setOpaque(this, now);
    }

    public long value() {
        return (long) VALUE.getOpaque(this);
    }
}
