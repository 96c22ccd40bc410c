// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.memory.Type;

/// What lies in columns of times.
final class StoredType {
    private StoredType() {}

    /// The type whose values a column of a type holds: integers for moments, days and times of day.
    static Type of(Type type) {
        return switch (type.kind()) {
            case TIMESTAMP, TIMESTAMP_NTZ, TIME -> Type.INT64;
            case DATE -> Type.INT32;
            case BOOL, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL, UTF8, BINARY, LIST, OBJECT -> type;
        };
    }
}
