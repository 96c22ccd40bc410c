// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// Takes two values and may throw.
@FunctionalInterface
public interface Consumer2<A, B> {
    void accept(A first, B second) throws Exception;
}
