// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.tidemill.journal.record;

import org.jspecify.annotations.NullMarked;
