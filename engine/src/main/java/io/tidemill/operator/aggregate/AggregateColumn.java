// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Column;
import io.tidemill.state.GroupResults;

/// Makes the output column of an aggregate, for some groups at a time.
interface AggregateColumn {

    /// The values of groups, listed as int32, at most a chunk of them: the same column each time, good until the next call.
    Column make(GroupResults results, long numbers, int count);
}
