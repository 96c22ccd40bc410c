// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.random.RandomGenerator;

/// Makes the rows that an operator is tried with.
@FunctionalInterface
public interface RowMaker {

    TestRow next(RandomGenerator random);
}
