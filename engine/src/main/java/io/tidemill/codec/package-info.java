// SPDX-License-Identifier: Apache-2.0
/// Java values and columns: how a record becomes a row and a row a record.
///
/// **Threads**: a codec belongs to whoever made it. **Memory**: reads borrow the chunk, writes fill a block of the caller's.
/// May import: memory and the API.
@NullMarked
package io.tidemill.codec;

import org.jspecify.annotations.NullMarked;
