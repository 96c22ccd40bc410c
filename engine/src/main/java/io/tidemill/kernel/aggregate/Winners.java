// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Which row of each group is the first, the last, the least or the greatest. Of equal ones it is the first.
///
/// Rows come in order, so what is kept was before all of them.
public enum Winners {
    FIRST, LAST, LEAST, GREATEST;

    /// @param element of the ranks; that of bytes where there are none, or where they are texts
    record Specification(Winners order, Element element, boolean isText) {}

    /// By arrival alone.
    public Shape<Loop.Winner> byArrival() {
        return Recipe.single(ScalarWinner.class, new Specification(this, Element.INT8, false));
    }

    /// @param ranks numbers, times or texts
    public Shape<Loop.Winner> by(Type ranks) {
        boolean isText = ranks.layout() == Type.Layout.BYTES;
        return Recipe.single(ScalarWinner.class,
                new Specification(this, isText ? Element.INT8 : Element.of(ranks), isText));
    }
}
