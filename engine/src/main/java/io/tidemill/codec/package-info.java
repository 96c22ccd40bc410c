// SPDX-License-Identifier: Apache-2.0
/// Java values and columns: how a record becomes a row and a row a record.
///
/// An [io.tidemill.codec.Encoding] is the plan of it: the Java type and its columns. A [io.tidemill.codec.RowCodec] does it, through
/// method handles that are stamped into a class of their own for each Java type. [io.tidemill.codec.BatchRows] lends a batch as Java
/// values, [io.tidemill.codec.RowCursor] a row. [io.tidemill.codec.WrittenRow] is a row that is written value by value.
///
/// **Threads**: a codec belongs to whoever made it. **Memory**: reads borrow the chunk, writes fill a block of the caller's.
/// **Errors**: what a record's own constructor or accessor throws passes through.
///
/// May import: memory and the API.
@NullMarked
package io.tidemill.codec;

import org.jspecify.annotations.NullMarked;
