// SPDX-License-Identifier: Apache-2.0
/// The sinks that every user has at hand: print, and callbacks by value, by row and by batch; and the one that keeps nothing.
///
/// **Threads**: the output agent's. **Memory**: a sink that wants a batch as a whole copies its rows, counted by the context's
/// budget; the others borrow. They cannot take back what they gave: a callback sees every row at least once.
///
/// May import: the API, memory, codec, connector, plan.
@NullMarked
package io.tidemill.connector.sink;

import org.jspecify.annotations.NullMarked;
