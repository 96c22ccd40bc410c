// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.tidemill.time;

import org.jspecify.annotations.NullMarked;
