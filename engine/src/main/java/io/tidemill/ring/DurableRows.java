// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import com.lmax.disruptor.Sequence;
import io.tidemill.Publisher;

/// How far the rows of a publisher's name are as durable as was promised.
///
/// Publishers of a name that come one after the other share it: rows are numbered through all of them and become durable in that order.
/// Written by the journal agent, read by any thread.
public final class DurableRows {
    private final Sequence rows;
    private volatile long id;

    /// @param rows so many were durable before the start
    /// @param id the external id of the last of them, or [Publisher#NO_ID]
    public DurableRows(long rows, long id) {
        this.rows = new Sequence(rows);
        this.id = id;
    }

    void set(long endRow, long lastId) {
        id = Math.max(id, lastId);
        rows.set(endRow); // releases the id
    }

    long rows() {
        return rows.get();
    }

    long id() {
        return id;
    }
}
