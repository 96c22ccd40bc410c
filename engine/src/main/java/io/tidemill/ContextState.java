// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// Where a context is in its life.
public enum ContextState {
    /// Streams may be described.
    INITIALIZED,
    /// Running.
    ACTIVE,
    /// Over, for good.
    STOPPED
}
