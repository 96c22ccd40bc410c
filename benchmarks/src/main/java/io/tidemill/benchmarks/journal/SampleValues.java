// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.util.Random;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Type;

/// Columns as jobs have them.
public enum SampleValues {
    /// Which ad an event of the Yahoo benchmark is about: 0 to 999 at random.
    YAHOO_AD(Type.INT32) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setInt(0, random.nextInt(1_000));
        }
    },
    /// What kind of event it is: 0 to 2.
    YAHOO_TYPE(Type.INT32) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setInt(0, random.nextInt(3));
        }
    },
    /// When it happened: a millisecond later every 1,000 rows.
    YAHOO_TIME(Type.INT64) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setLong(0, 1_700_000_000_000_000L + row / 1_000 * 1_000);
        }
    },
    /// Microseconds, a few apart.
    ARRIVAL(Type.TIMESTAMP) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setLong(0, 1_700_000_000_000_000L + 10 * row + random.nextInt(10));
        }
    },
    /// Numbers that nothing is known about.
    RANDOM_INT64(Type.INT64) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setLong(0, random.nextLong());
        }
    },
    /// Prices with two decimals.
    PRICE(Type.FLOAT64) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setDouble(0, (1_000 + random.nextInt(5_000)) / 100.0);
        }
    },
    /// One of three words.
    EVENT_WORD(Type.UTF8) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setText(0, WORDS[random.nextInt(WORDS.length)]);
        }
    },
    /// One of 500 names of a few characters.
    SYMBOL(Type.UTF8) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setText(0, "SYM" + random.nextInt(500));
        }
    },
    /// Addresses of pages, alike but for a number.
    URL(Type.UTF8) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setText(0, "https://example.org/shop/item?number=" + random.nextInt(100_000));
        }
    },
    /// Lines of JSON of some 90 bytes.
    JSON(Type.UTF8) {
        @Override
        void set(BlockWriter writer, long row, Random random) {
            writer.setText(0, "{\"user\":\"u%d\",\"page\":\"/index\",\"kind\":\"view\",\"at\":%d,\"ip\":\"10.0.%d.%d\"}"
                    .formatted(random.nextInt(100_000), 1_700_000_000_000L + row, random.nextInt(255),
                            random.nextInt(255)));
        }
    };

    private static final String[] WORDS = {"view", "click", "purchase"};

    private final Type type;

    SampleValues(Type type) {
        this.type = type;
    }

    Type type() {
        return type;
    }

    /// Sets column 0 of a row.
    abstract void set(BlockWriter writer, long row, Random random);
}
