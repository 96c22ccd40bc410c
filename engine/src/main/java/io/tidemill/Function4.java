// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// A function of four values that may throw.
@FunctionalInterface
public interface Function4<A, B, C, D, R> {
    R apply(A first, B second, C third, D fourth) throws Exception;
}
