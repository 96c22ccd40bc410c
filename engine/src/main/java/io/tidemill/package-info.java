// SPDX-License-Identifier: Apache-2.0
/// Tidemill's API: all that a user must import.
///
/// Builds plans and runs nothing: a context hands its plan to the compiler and the runtime when it starts. **Threads**: a
/// context may be used from any thread; a [io.tidemill.Publisher] belongs to one at a time. **Memory**: rows and chunks handed
/// to callbacks are lent until the callback returns; access after it throws.
@NullMarked
package io.tidemill;

import org.jspecify.annotations.NullMarked;
