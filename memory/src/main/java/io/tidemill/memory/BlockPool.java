// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A fixed number of equal blocks, lent out and taken back. One thread.
///
/// The number is the limit: who finds the pool empty waits until a block comes back.
public final class BlockPool implements AutoCloseable {
    private final List<Block> all;
    private final ArrayDeque<Block> free;

    public BlockPool(MemoryBudget budget, String what, Schema schema, int blocks, int rows, int textBytes) {
        all = new ArrayList<>(blocks);
        free = new ArrayDeque<>(blocks);
        try {
            for (int i = 0; i < blocks; i++) {
                all.add(new Block(budget, what, schema, rows, textBytes));
            }
        } catch (MemoryLimitException refused) {
            all.forEach(Block::close);
            throw refused;
        }
        free.addAll(all);
    }

    /// An empty block, or null if all are out.
    public @Nullable Block borrow() {
        return free.pollFirst();
    }

    public void release(Block block) {
        block.clear();
        free.addFirst(block);
    }

    public int blocks() {
        return all.size();
    }

    public int available() {
        return free.size();
    }

    /// Gives the memory back, also of blocks that are out: nobody may use them any more.
    @Override
    public void close() {
        all.forEach(Block::close);
        all.clear();
        free.clear();
    }
}
