// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.operator.Output;
import io.tidemill.operator.window.Windows;
import io.tidemill.state.GroupResults;

/// Puts out what the groups of a window have come to, a chunk at a time.
interface WindowOutput {

    /// Starts with the groups of a window.
    void begin(Windows windows);

    /// Passes on the next chunk; answers whether there are more.
    boolean pass(GroupResults results, Output output);
}
