// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// Bytes of a source that are no row, with where they stood and why.
///
/// @param bytes what was there, cut to a length worth keeping
public record Reject(String source, long offset, String reason, byte[] bytes) {
}
