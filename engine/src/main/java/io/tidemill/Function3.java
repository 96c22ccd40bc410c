// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// A function of three values that may throw.
@FunctionalInterface
public interface Function3<A, B, C, R> {
    R apply(A first, B second, C third) throws Exception;
}
