// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.util.List;
import java.util.SplittableRandom;

/// Makes up trades: prices that walk by small steps, always the same ones for a seed.
public final class Market {
    private static final List<String> SYMBOLS = List.of("ACME", "BOLT", "COVE", "DUNE", "EBBS");
    private static final double STEP = 0.0005;
    private static final int LARGEST = 1_000;

    private final SplittableRandom random;
    private final double[] prices = new double[SYMBOLS.size()];
    private int current;
    private int size;

    Market(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < prices.length; i++) {
            prices[i] = 20 + 10 * i;
        }
    }

    /// Goes on to the next trade.
    void next() {
        current = random.nextInt(SYMBOLS.size());
        prices[current] *= 1 + STEP * (random.nextInt(3) - 1);
        size = random.nextInt(1, LARGEST + 1);
    }

    public String symbol() {
        return SYMBOLS.get(current);
    }

    public double price() {
        return prices[current];
    }

    public int size() {
        return size;
    }
}
