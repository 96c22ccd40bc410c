// SPDX-License-Identifier: Apache-2.0
/// Programs that are killed by `kill -9`, again and again, and have to come to the same result as if nothing had happened.
@NullMarked
package io.tidemill.examples.kills;

import org.jspecify.annotations.NullMarked;
