// SPDX-License-Identifier: Apache-2.0
/// The ways in and out: what a source and a sink promise.
///
/// A [io.tidemill.connector.Source] runs on a thread of its own and publishes rows; a [io.tidemill.connector.Sink] is called
/// by the output agent. **Memory**: chunks are borrowed for the length of a call.
///
/// May import: memory and the API.
@NullMarked
package io.tidemill.connector;

import org.jspecify.annotations.NullMarked;
