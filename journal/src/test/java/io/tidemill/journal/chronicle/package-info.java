// SPDX-License-Identifier: Apache-2.0
/// Tests of the carrier that appends through Chronicle Queue.
@NullMarked
package io.tidemill.journal.chronicle;

import org.jspecify.annotations.NullMarked;
