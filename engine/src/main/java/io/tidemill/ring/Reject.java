// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.nio.ByteBuffer;
import java.util.Locale;

/// Bytes of a source that are no row, with where they stood and why.
///
/// @param part what of the source is read in order by itself, such as a file or a partition; empty if it cannot go back
/// @param offset of the first byte in the part; [Long#MAX_VALUE] if it is about the part as a whole
/// @param bytes what was there, cut to a length worth keeping; read-only
public record Reject(String source, String part, long offset, String reason, ByteBuffer bytes) {

    /// Where the bytes stood, for messages.
    public String place() {
        String within = part.isEmpty() || source.endsWith(part) ? "" : ", in " + part;
        String at = offset == Long.MAX_VALUE ? "" : String.format(Locale.ROOT, ", offset %,d", offset);
        return source + within + at;
    }
}
