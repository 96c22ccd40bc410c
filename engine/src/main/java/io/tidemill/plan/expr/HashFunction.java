// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import io.tidemill.memory.Type;

/// Spark's hashes of some values of any type together. A null leaves the hash as it is.
public enum HashFunction implements ScalarFunction {
    XXHASH64("xxhash64", Type.INT64), HASH("hash", Type.INT32);

    private final String functionName;
    private final Type gives;

    HashFunction(String functionName, Type gives) {
        this.functionName = functionName;
        this.gives = gives;
    }

    Type gives() {
        return gives;
    }

    @Override
    public String functionName() {
        return functionName;
    }
}
