// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.util.ArrayDeque;

import io.tidemill.BugException;
import io.tidemill.memory.Buffer;

/// What an operator has allocated so far: closed in reverse order, however far its opening came.
public final class Owned implements AutoCloseable {
    private final ArrayDeque<AutoCloseable> resources = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T resource) {
        resources.push(resource);
        return resource;
    }

    /// Allocates zeroed memory; answers the address where it starts.
    ///
    /// @throws io.tidemill.memory.MemoryLimitException if the budget refuses it
    public long allocate(OperatorContext context, String what, long bytes) {
        return add(Buffer.allocate(context.budget(), what + " of " + context.name(), bytes)).address();
    }

    /// Closes everything, also what was added before something that cannot be closed.
    @Override
    public void close() {
        AutoCloseable newest = resources.poll();
        if (newest == null) {
            return;
        }
        try {
            newest.close();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new BugException("memory could not be given back", failure);
        } finally {
            close();
        }
    }
}
