// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.testkit.EventTimes;
import io.tidemill.testkit.RowMaker;
import io.tidemill.testkit.TestRow;

/// Rows whose times go on, with some out of order, some hopelessly late, and some without a time; many are at a full quarter of a second or a
/// microsecond before, so that they meet the bounds of windows, the gaps of sessions and the watermark exactly.
public final class EventRows implements RowMaker {
    public static final Schema SCHEMA = Schema.of(Field.nullable("at", Type.TIMESTAMP), Field.of("key", Type.INT32),
            Field.nullable("word", Type.UTF8), Field.of("size", Type.INT64), Field.nullable("price", Type.FLOAT64));
    static final long SECOND = 1_000_000;
    private static final long GRID = SECOND / 4;
    public static final EventTimes TIMES = new EventTimes(0, 2 * SECOND);

    private long now = 100 * SECOND;

    @Override
    public TestRow next(RandomGenerator random) {
        now += random.nextInt(100) == 0 ? 60 * SECOND : random.nextLong(SECOND / 4);
        long behind = switch (random.nextInt(10)) {
            case 0 -> random.nextLong(40 * SECOND);
            case 1, 2 -> random.nextLong(6 * SECOND);
            default -> random.nextLong(SECOND / 2);
        };
        long at = now - behind;
        long moved = switch (random.nextInt(4)) {
            case 0 -> at - at % GRID;
            case 1 -> at - at % GRID - 1;
            default -> at;
        };
        return TestRow.of(nullable(random, moved), random.nextInt(5), nullable(random, "w" + random.nextInt(3)),
                random.nextLong(100), nullable(random, random.nextInt(-40, 400) * 0.25));
    }

    private static @Nullable Object nullable(RandomGenerator random, Object value) {
        return random.nextInt(12) == 0 ? null : value;
    }
}
