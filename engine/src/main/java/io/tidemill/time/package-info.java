// SPDX-License-Identifier: Apache-2.0
/// Batch time: when batches end, and where the time comes from.
///
/// Arithmetic only; the one clock of the engine hides behind [io.tidemill.time.Clock] and is read by ingest alone, because all that
/// stands behind the journal must follow from the journal. May import: the API.
@NullMarked
package io.tidemill.time;

import org.jspecify.annotations.NullMarked;
