// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

/// What the rows of one slide come to.
public interface Slice extends AutoCloseable {

    /// Forgets all rows, but keeps the memory for the next ones.
    void clear();

    @Override
    void close();
}
