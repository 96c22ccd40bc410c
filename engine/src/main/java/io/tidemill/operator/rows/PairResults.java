// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tidemill.Pair;
import io.tidemill.codec.PairCodec;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.plan.UserCode;

/// Passes on the entries of a map as pairs, a chunk a call.
final class PairResults<K, V> implements AutoCloseable {
    private final MadeRows<Iterator<Map.Entry<K, V>>, Pair<K, V>> pairs;
    private Iterator<Map.Entry<K, V>> entries = Collections.emptyIterator();
    private boolean begun;

    PairResults(OperatorContext context, PairCodec<K, V> codec, UserCode code) {
        pairs = new MadeRows<>(context, codec, code, PairResults::nextPair);
    }

    private static <K, V> @Nullable Pair<K, V> nextPair(Iterator<Map.Entry<K, V>> entries) {
        if (!entries.hasNext()) {
            return null;
        }
        Map.Entry<K, V> entry = entries.next();
        return Pair.of(entry.getKey(), entry.getValue());
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
        Progress progress = pairs.pass(entries, output);
        begun = progress == Progress.MORE;
        return progress;
    }

    @Override
    public void close() {
        pairs.close();
    }
}
