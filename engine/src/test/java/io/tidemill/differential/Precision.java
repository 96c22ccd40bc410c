// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

/// How far two engines have to agree on the values of an expression.
enum Precision {
    /// Equal, and so are sums of them in any order.
    SUMMABLE,
    /// Equal.
    EQUAL,
    /// Within a bound: no later step reads them, for where a comparison or a cast jumps, the last bit would make another value.
    CLOSE
}
