// SPDX-License-Identifier: Apache-2.0

/// Whether the tests would notice: faults are planted in copies of our sources, one at a time, and named tests must fail.
///
/// The list is `engine/src/test/faults.txt`. Everything here runs in the profile `planted` only, one JVM a fault.
@NullMarked
package io.tidemill.faults;

import org.jspecify.annotations.NullMarked;
