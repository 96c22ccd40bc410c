// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// How the values of a stream lie in columns.
///
/// Immutable, and equal when the columns and the Java types are.
public sealed interface Encoding<T> permits ScalarEncoding, RecordEncoding, RowEncoding, ObjectEncoding, PairEncoding {

    /// The column of a stream of single values.
    String VALUE = "value";

    Schema schema();

    /// A codec of the caller's own, for one thread, that finds its first column at this index.
    RowCodec<T> codecAt(int firstColumn);

    default RowCodec<T> codec() {
        return codecAt(0);
    }

    /// The Java type as its author would write it: `String`, `Pair<String, Long>`.
    String typeName();

    /// Whether all columns are typed: no heap values.
    default boolean isColumnar() {
        return schema().fields()
                .stream()
                .noneMatch(field -> field.type().kind() == Type.Kind.OBJECT);
    }
}
