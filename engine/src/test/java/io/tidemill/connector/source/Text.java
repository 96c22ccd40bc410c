// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.testkit.CollectingSourceContext;

/// What the tests of text sources share.
final class Text {
    static final long START_MICROS = 1_800_000_000_000_000L;

    private Text() {}

    static CollectingSourceContext context() {
        return new CollectingSourceContext(schema(), START_MICROS);
    }

    static CollectingSourceContext context(int lineLimitBytes) {
        return new CollectingSourceContext(schema(), START_MICROS, lineLimitBytes);
    }

    static Schema schema() {
        return Schema.of(Field.of("value", Type.UTF8));
    }
}
