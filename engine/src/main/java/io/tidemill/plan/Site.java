// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

/// Where a user built an operator: what messages about it name.
///
/// @param operation the method that was called, such as `map`
/// @param location file and line of the call, such as `WordCount.java:31`
public record Site(String operation, String location) {

    @Override
    public String toString() {
        return operation + " at " + location;
    }
}
