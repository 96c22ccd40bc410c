// SPDX-License-Identifier: Apache-2.0
/// Contexts that keep a journal, stopped and crashed and started again.
///
/// A crash is a copy of the data directory of a context that runs: just what the death of its process would have left at that
/// moment.
@NullMarked
package io.tidemill.recovery;

import org.jspecify.annotations.NullMarked;
