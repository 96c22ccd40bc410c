// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// A function of two values that may throw.
@FunctionalInterface
public interface Function2<A, B, R> {
    R apply(A first, B second) throws Exception;
}
