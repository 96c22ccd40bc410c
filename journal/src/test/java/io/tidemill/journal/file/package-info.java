// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.tidemill.journal.file;

import org.jspecify.annotations.NullMarked;
