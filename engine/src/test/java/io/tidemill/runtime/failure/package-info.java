// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.tidemill.runtime.failure;

import org.jspecify.annotations.NullMarked;
