// SPDX-License-Identifier: Apache-2.0
/// JSON lines: each line an object, by RFC 8259, its values found by the names of the columns.
///
/// [io.tidemill.format.json.JsonFormat] opens a `JsonDecoder`. For each line it lets `JsonWalk` find the values by the names in
/// `JsonObject`; `JsonSyntax` takes the steps, and skips what nobody asked for; `JsonEscapes` says what escapes stand for.
///
/// **Threads, memory**: as `format` says.
///
/// May import: memory, kernel, format, format.column.
@NullMarked
package io.tidemill.format.json;

import org.jspecify.annotations.NullMarked;
