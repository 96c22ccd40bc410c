// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Lists made of texts, and what lists fall apart into.
public final class Lists {
    /// @param keepsEmpty whether a list without elements, or null, gives a null
    record Unnesting(Type element, boolean keepsEmpty) {}

    private Lists() {}

    /// Texts, those of each row as a list.
    public static Shape<Loop.PackTexts> ofTexts() {
        return Recipe.single(ScalarPackTexts.class);
    }

    /// The elements of lists, one behind the other.
    ///
    /// @param keepsEmpty whether a list without elements, or null, gives a null
    public static Shape<Loop.Unnest> unnest(Type element, boolean keepsEmpty) {
        return Recipe.single(ScalarUnnest.class, new Unnesting(element, keepsEmpty));
    }
}
