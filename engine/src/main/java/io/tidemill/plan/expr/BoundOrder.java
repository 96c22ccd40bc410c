// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

/// An order that was checked against a schema.
public record BoundOrder(Bound by, boolean descending, boolean nullsAreFirst) {

    @Override
    public String toString() {
        return Order.text(by, descending, nullsAreFirst);
    }
}
