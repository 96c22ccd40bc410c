// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import io.tidemill.plan.Site;

/// Names that users give.
final class Names {

    private Names() {}

    /// A name, which must not be blank.
    static String require(String what, String name, Site site) {
        if (name.isBlank()) {
            throw new PlanException("%s needs a name [%s]".formatted(what, site));
        }
        return name;
    }
}
