// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.table;

import java.util.List;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Type;

/// Distinct keys by number, as columns and as Java objects.
public enum KeyKind {
    /// Numbers far apart.
    INT64(Type.INT64) {
        @Override
        void write(int number, BlockWriter row) {
            row.setLong(0, scattered(number));
        }

        @Override
        Object object(int number) {
            return scattered(number);
        }
    },
    /// Numbers side by side, which a key table finds by their place.
    DENSE_INT64(Type.INT64) {
        @Override
        void write(int number, BlockWriter row) {
            row.setLong(0, number);
        }

        @Override
        Object object(int number) {
            return (long) number;
        }
    },
    /// Text of 6 to 13 bytes.
    UTF8(Type.UTF8) {
        @Override
        void write(int number, BlockWriter row) {
            row.setText(0, text(number));
        }

        @Override
        Object object(int number) {
            return text(number);
        }
    },
    /// A number, and one of a thousand texts.
    COMPOSITE(Type.INT32, Type.UTF8) {
        @Override
        void write(int number, BlockWriter row) {
            row.setInt(0, number);
            row.setText(1, text(number % TEXTS));
        }

        @Override
        Object object(int number) {
            return new NumberAndText(number, text(number % TEXTS));
        }
    };

    static final int MOST_TEXT_BYTES = 16;
    private static final int TEXTS = 1_000;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final List<Type> types;

    private record NumberAndText(int number, String text) {}

    KeyKind(Type... types) {
        this.types = List.of(types);
    }

    List<Type> types() {
        return types;
    }

    /// Sets the columns of a row to a key.
    abstract void write(int number, BlockWriter row);

    /// The key as an object of its own.
    abstract Object object(int number);

    private static long scattered(int number) {
        return number * GOLDEN_RATIO;
    }

    private static String text(int number) {
        return "user-" + number;
    }
}
