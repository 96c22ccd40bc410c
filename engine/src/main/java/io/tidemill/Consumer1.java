// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// Takes one value and may throw.
@FunctionalInterface
public interface Consumer1<A> {
    void accept(A value) throws Exception;
}
