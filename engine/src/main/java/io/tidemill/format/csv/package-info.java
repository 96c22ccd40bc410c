// SPDX-License-Identifier: Apache-2.0
/// CSV, by RFC 4180 and what people make of it: fields between delimiters, in quotes if they like.
///
/// **Threads, memory**: as `format` says.
///
/// May import: memory, kernel, format, format.column.
@NullMarked
package io.tidemill.format.csv;

import org.jspecify.annotations.NullMarked;
