// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.Optional;

import io.tidemill.plan.Plan;

/// Makes a better plan of the same meaning.
@FunctionalInterface
interface RewriteRule {

    /// @param node whose input nobody else stands on
    /// @return what takes its place, or nothing if the rule does not apply
    Optional<Plan> apply(Plan.OfOne node);
}
