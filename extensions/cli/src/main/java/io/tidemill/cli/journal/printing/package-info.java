// SPDX-License-Identifier: Apache-2.0
/// How values, places and findings are printed, for people and for programs.
///
/// **Threads**: the caller's. **Memory**: nothing is kept. May import: journal and its directory, memory, time, what commands share,
/// `cli.journal.reading`, Jackson's generator.
@NullMarked
package io.tidemill.cli.journal.printing;

import org.jspecify.annotations.NullMarked;
