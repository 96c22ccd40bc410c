// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import org.jspecify.annotations.Nullable;

import io.tidemill.EngineException;
import io.tidemill.UserCodeException;
import io.tidemill.memory.MemoryLimitException;

/// A function of the user's in a running plan: whom to blame when it fails. Whoever runs the operator adds the batch.
///
/// @param name the operator's name in the plan, which tells the stream
/// @param site where the user built the operator
public record UserCode(String name, Site site) {

    /// What to throw when the function threw. What the engine throws passes through, and so do errors of the virtual machine, but
    /// for a stack that overflowed: that is the function's own doing.
    public RuntimeException failure(Throwable thrown) {
        return switch (thrown) {
            case StackOverflowError endless -> threw(endless);
            case VirtualMachineError fatal -> throw fatal;
            case EngineException known -> known;
            case MemoryLimitException refused -> refused;
            default -> threw(thrown);
        };
    }

    private UserCodeException threw(Throwable thrown) {
        return new UserCodeException("the function of %s threw %s".formatted(this, thrown), thrown);
    }

    /// What the function answered, which must not be null.
    public <T> T require(@Nullable T answer) {
        if (answer == null) {
            throw new UserCodeException(
                    "the function of %s answered null: leave a row out with filter or flatMap".formatted(this));
        }
        return answer;
    }

    /// What to throw when a row does not fit into an empty chunk.
    public UserCodeException tooLong(int textBytes) {
        return new UserCodeException(
                "the function of %s made a text that is longer than the %,d bytes of an output chunk: raise blockRows or lineLimit, or cut the text"
                        .formatted(this, textBytes));
    }

    @Override
    public String toString() {
        return "%s (%s, built at %s)".formatted(name, site.operation(), site.location());
    }
}
