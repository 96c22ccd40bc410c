// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.config;

import java.nio.file.Path;
import java.util.Optional;

import io.tidemill.RowFailure;

/// What becomes of rows on which functions of the user's throw.
///
/// @param otherwise for rows without a verdict of their own
/// @param directory the data directory, where a verdict can be given
public record RowPolicy(RowFailure otherwise, Optional<Path> directory) {
    public static final RowPolicy STOP = new RowPolicy(RowFailure.STOP, Optional.empty());
}
