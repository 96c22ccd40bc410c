// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.tidemill.cli.journal;

import org.jspecify.annotations.NullMarked;
