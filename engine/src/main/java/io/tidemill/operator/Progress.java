// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

/// How far an operator came.
public enum Progress {
    /// The call is dealt with.
    DONE,
    /// Call again with the same arguments: there is more to give.
    MORE,
    /// Call again with the same arguments, but later: whatever takes the output is full.
    BLOCKED
}
