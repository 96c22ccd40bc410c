// SPDX-License-Identifier: Apache-2.0
/// Tests of columns as bytes.
@NullMarked
package io.tidemill.journal.column;

import org.jspecify.annotations.NullMarked;
