// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.config;

import java.nio.file.Path;
import java.util.Optional;

import io.tidemill.RowFailure;
import io.tidemill.ValueFailure;

/// What becomes of rows on which functions of the user's throw, and of values that there are not.
///
/// @param otherwise for rows without a verdict of their own
/// @param values what becomes of values that expressions cannot compute
/// @param directory the data directory, where a verdict can be given
public record RowPolicy(RowFailure otherwise, ValueFailure values, Optional<Path> directory) {
    public static final RowPolicy STOP = new RowPolicy(RowFailure.STOP, ValueFailure.NULL,
            Optional.empty());
}
