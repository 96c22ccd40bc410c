// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.tidemill.runtime.recovery;

import org.jspecify.annotations.NullMarked;
