// SPDX-License-Identifier: Apache-2.0
/// How long a JVM takes from its start to the first result.
@NullMarked
package io.tidemill.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
