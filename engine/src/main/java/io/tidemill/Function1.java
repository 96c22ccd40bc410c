// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// A function of one value that may throw.
@FunctionalInterface
public interface Function1<A, R> {
    R apply(A value) throws Exception;
}
