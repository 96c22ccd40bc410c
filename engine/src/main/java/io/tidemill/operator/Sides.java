// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

/// Two places for what a lane gathers: one is filled while siblings may still read the other.
///
/// Siblings take turns at the same ticks, so an operator knows by its own turn which side of a sibling is frozen.
public final class Sides<T> {
    private final T even;
    private final T odd;
    private boolean isOdd;

    public Sides(T first, T second) {
        even = first;
        odd = second;
    }

    /// The side that is being filled, or has just been frozen.
    public T current() {
        return isOdd ? odd : even;
    }

    /// What a sibling has frozen at this tick.
    public T frozenBy(Sides<T> sibling) {
        return isOdd ? sibling.odd : sibling.even;
    }

    /// Goes over to the other side, and answers it: it still holds what all siblings have read, for the caller to clear.
    public T turn() {
        isOdd = !isOdd;
        return current();
    }
}
