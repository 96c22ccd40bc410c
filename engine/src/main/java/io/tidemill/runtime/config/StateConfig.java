// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.config;

import java.nio.file.Path;
import java.util.Optional;

/// What the state of all operators together may take.
///
/// @param memoryBytes within the context's memory
/// @param spill where tables go on beyond that; empty to refuse them
public record StateConfig(long memoryBytes, Optional<Spilling> spill) {
    /// As much as there is memory.
    public static final StateConfig UNBOUNDED = new StateConfig(Long.MAX_VALUE, Optional.empty());

    /// @param diskBytes the most that all files together may have
    public record Spilling(Path directory, long diskBytes) {}

    public boolean isBounded() {
        return memoryBytes < Long.MAX_VALUE;
    }
}
