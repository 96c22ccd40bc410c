// SPDX-License-Identifier: Apache-2.0
/// What an engine is made with, as values: [io.tidemill.runtime.config.EngineConfig] for all of them,
/// [io.tidemill.runtime.config.DataConfig] for one that keeps its input, [io.tidemill.runtime.config.RowPolicy] for rows that user code
/// throws on.
///
/// Checked where users set them, in the context's builder; nothing is looked up anywhere else. **Threads**: immutable. **Memory**:
/// none. May import: `io.tidemill`, `io.tidemill.time`, and of the journal what names its durability and its disk; nothing of
/// `io.tidemill.runtime`.
@NullMarked
package io.tidemill.runtime.config;

import org.jspecify.annotations.NullMarked;
