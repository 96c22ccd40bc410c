// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

/// Which bytes a [Loop.TextMarks] marks: what [ScalarMarks] and [VectorMarks] are stamped with.
///
/// @param below the first of the bytes, from 0 on, that are not marked for being small; 128 at most
/// @param first one of the bytes that are marked, as the others are; the same again where there are fewer
record Marks(int below, byte first, byte second, byte third) {
    private static final int LARGEST_BOUND = 128;

    Marks {
        if (below < 0 || below > LARGEST_BOUND) {
            throw new IllegalArgumentException("bytes may be marked below 0 to 128, not " + below);
        }
    }
}
