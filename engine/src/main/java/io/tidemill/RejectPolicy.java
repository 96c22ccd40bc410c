// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// What becomes of bytes that are no row: invalid UTF-8, a line that is too long.
public enum RejectPolicy {
    /// They are counted and kept with their source and place, and the stream goes on.
    COUNT,
    /// The first one fails the context.
    FAIL
}
