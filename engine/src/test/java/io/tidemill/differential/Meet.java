// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.List;

import io.tidemill.memory.Type;

/// The type at which two numbers meet, as `docs/types.md` has it: written out once more.
final class Meet {
    private static final List<Type> WIDER = List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32,
            Type.FLOAT64);

    private Meet() {}

    static Type of(Type left, Type right) {
        int wider = Math.max(WIDER.indexOf(left), WIDER.indexOf(right));
        return WIDER.get(Math.max(wider, WIDER.indexOf(Type.INT32)));
    }
}
