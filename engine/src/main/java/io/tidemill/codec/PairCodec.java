// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import io.tidemill.Pair;

/// Carries pairs, whole or by halves: the key's columns come first, the value's behind them.
///
/// The halves read from the pair's own chunks, so that no [Pair] is needed.
public interface PairCodec<K, V> extends RowCodec<Pair<K, V>> {

    /// The key alone: its schema is that of the first columns of the pair's.
    RowCodec<K> key();

    /// The value alone: its schema is that of the last columns of the pair's.
    RowCodec<V> value();
}
