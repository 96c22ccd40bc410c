// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// What makes a state's time to live begin anew.
public enum TtlUpdate {
    ON_WRITE, ON_READ_AND_WRITE
}
