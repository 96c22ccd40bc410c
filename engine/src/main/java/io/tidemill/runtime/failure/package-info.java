// SPDX-License-Identifier: Apache-2.0
/// How things end badly, and end all the same.
///
/// [io.tidemill.runtime.failure.Failure] keeps the first thing that went wrong in an engine for everyone who asks;
/// [io.tidemill.runtime.failure.Closing] closes one thing after the other, whatever they throw, and
/// [io.tidemill.runtime.failure.LastToLeave] what several agents share, when the last of them has ended.
///
/// **Threads**: a failure is for any thread, a closing for one; whoever leaves may be any. **Memory**: none but exceptions. May import: `io.tidemill` and the
/// exceptions of `io.tidemill.memory` and `io.tidemill.journal`; nothing of `io.tidemill.runtime`.
@NullMarked
package io.tidemill.runtime.failure;

import org.jspecify.annotations.NullMarked;
