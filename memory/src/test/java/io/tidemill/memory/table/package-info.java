// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.tidemill.memory.table;

import org.jspecify.annotations.NullMarked;
