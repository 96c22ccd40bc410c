// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import io.tidemill.EngineException;
import io.tidemill.UserCodeException;

/// Where a user built an operator: what messages about it name.
///
/// @param operation the method that was called, such as `map`
/// @param location file and line of the call, such as `WordCount.java:31`
public record Site(String operation, String location) {

    /// What to throw when a function of the user's threw. Errors of the virtual machine and what the engine itself throws pass
    /// through.
    ///
    /// @param name the operator's name in the plan, which tells the stream
    public RuntimeException failure(String name, Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        if (thrown instanceof EngineException known) {
            return known;
        }
        return new UserCodeException("the function of %s threw %s".formatted(described(name), thrown), thrown);
    }

    /// What to throw when a function of the user's answered null where a value is needed.
    public UserCodeException nullResult(String name) {
        return new UserCodeException(
                "the function of %s answered null: leave a row out with filter or flatMap".formatted(described(name)));
    }

    /// What to throw when a row does not fit into an empty chunk.
    public UserCodeException tooLong(String name, int textBytes) {
        return new UserCodeException(
                "the function of %s made a text that is longer than the %,d bytes of an output chunk: raise blockRows or lineLimit, or cut the text"
                        .formatted(described(name), textBytes));
    }

    private String described(String name) {
        return "%s (%s, built at %s)".formatted(name, operation, location);
    }

    @Override
    public String toString() {
        return operation + " at " + location;
    }
}
