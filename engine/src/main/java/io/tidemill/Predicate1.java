// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// A question about one value that may throw.
@FunctionalInterface
public interface Predicate1<A> {
    boolean test(A value) throws Exception;
}
