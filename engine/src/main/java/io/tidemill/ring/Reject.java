// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import java.nio.ByteBuffer;

/// Bytes of a source that are no row, with where they stood and why.
///
/// @param offset of the first byte in the source
/// @param bytes what was there, cut to a length worth keeping; read-only
public record Reject(String source, long offset, String reason, ByteBuffer bytes) {}
