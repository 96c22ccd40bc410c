// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import io.tidemill.memory.Schema;

/// How the values of a stream lie in columns. Immutable, equal when the columns and the Java types are.
public interface Encoding<T> {

    Schema schema();

    /// A codec of the caller's own: for one thread.
    RowCodec<T> codec();

    /// The Java type as its author would write it: `String`, `Pair<String, Long>`, `Object`.
    String typeName();
}
