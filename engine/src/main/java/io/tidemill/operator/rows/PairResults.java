// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tidemill.codec.PairCodec;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;

/// Passes on the entries of a map as pairs, a chunk a call.
final class PairResults<K, V> implements AutoCloseable {
    private final PairCodec<K, V> codec;
    private final RowBlock rows;
    private Iterator<Map.Entry<K, V>> entries = Collections.emptyIterator();
    private Map.@Nullable Entry<K, V> next; // the one that found no room
    private boolean begun;

    PairResults(OperatorContext context, PairCodec<K, V> codec, Site site) {
        this.codec = codec;
        this.rows = new RowBlock(context, codec.schema(), site);
    }

    /// Whether entries are being passed on.
    boolean isBegun() {
        return begun;
    }

    /// Begins to pass on the entries of a map, which must stay as it is until that is done.
    void begin(Map<K, V> map) {
        entries = map.entrySet().iterator();
        begun = true;
    }

    /// Passes on as many entries as a chunk holds.
    Progress pass(Output output) {
        rows.begin();
        while (next != null || entries.hasNext()) {
            Map.Entry<K, V> entry = next == null ? entries.next() : next;
            boolean fits = rows.hasRoom() && rows.end(
                    codec.key().write(entry.getKey(), rows.writer())
                            && codec.value().write(entry.getValue(), rows.writer()));
            next = fits ? null : entry;
            if (!fits) {
                rows.pass(output);
                return Progress.MORE;
            }
        }
        begun = false;
        rows.pass(output);
        return Progress.DONE;
    }

    @Override
    public void close() {
        rows.close();
    }
}
