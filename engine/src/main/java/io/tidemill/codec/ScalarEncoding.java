// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import io.tidemill.memory.Schema;

/// Single values of a Java type that is one column, such as `String`: none of them null.
public record ScalarEncoding<T>(Class<T> javaType, Schema schema) implements Encoding<T> {

    ScalarEncoding(Class<T> javaType, Component component) {
        this(javaType, Schema.of(component.field(VALUE)));
    }

    @Override
    public RowCodec<T> codecAt(int firstColumn) {
        Component component = Component.of(javaType, false).orElseThrow();
        return CodecStamp.codec(javaType, firstColumn, schema,
                () -> new CodecStamp.Handles(component.writer(firstColumn), component.reader(firstColumn)));
    }

    @Override
    public String typeName() {
        return javaType.getSimpleName();
    }
}
