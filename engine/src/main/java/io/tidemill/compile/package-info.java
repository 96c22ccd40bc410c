// SPDX-License-Identifier: Apache-2.0
/// From the plan that a user built to the stages that run: one rewrite rule per file.
///
/// Runs once per query: clarity over speed. May import: plan, operator, codec, connector, memory.
@NullMarked
package io.tidemill.compile;

import org.jspecify.annotations.NullMarked;
