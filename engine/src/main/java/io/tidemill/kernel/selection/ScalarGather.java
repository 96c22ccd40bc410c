// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: values by row numbers.
final class ScalarGather implements Loop.Gather {
    private static final Element ELEMENT = (Element) Stamp.of(MethodHandles.lookup()).specification();

    @Override
    public void apply(long source, long rowNumbers, long target, int count) {
        for (long i = 0; i < count; i++) {
            ELEMENT.copy(source, Memory.intAt(rowNumbers + 4 * i), target, i);
        }
    }
}
