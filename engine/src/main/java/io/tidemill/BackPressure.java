// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// What an append does when all blocks of its publisher are in use.
public enum BackPressure {
    /// It waits; in the inline layout it drives the engine meanwhile.
    WAIT,
    /// It answers [Publisher#BACK_PRESSURED] at once, and appends nothing.
    REFUSE
}
