// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

/// Takes the escapes out of a quoted text.
@FunctionalInterface
public interface Unescape {
    /// What a text that stands for no text comes to.
    int IMPOSSIBLE = -1;

    /// Writes what a text stands for, which takes at most as many bytes, valid UTF-8; answers how many, or [#IMPOSSIBLE]. Up to 64
    /// bytes behind may be overwritten.
    int apply(long address, int bytes, long target);
}
