// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.format;

import java.util.SplittableRandom;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The events of Yahoo's streaming benchmark as its generator writes them: one JSON object a line, all values strings.
final class YahooJson {
    static final Schema SCHEMA = Schema.of(Field.of("user_id", Type.UTF8), Field.of("page_id", Type.UTF8),
            Field.of("ad_id", Type.UTF8), Field.of("ad_type", Type.UTF8), Field.of("event_type", Type.UTF8),
            Field.of("event_time", Type.INT64), Field.of("ip_address", Type.UTF8));

    private static final String[] AD_TYPES = {"banner", "modal", "sponsored-search", "mail", "mobile"};
    private static final String[] EVENT_TYPES = {"view", "click", "purchase"};
    private static final long FIRST_MILLIS = 1_500_000_000_000L;
    private static final int IDS = 1_000;

    private YahooJson() {}

    /// Lines of some 250 bytes each.
    static byte[] lines(int count) {
        SplittableRandom random = new SplittableRandom(42);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{\"user_id\":\"")
                    .append(id(random.nextInt(IDS)))
                    .append("\",\"page_id\":\"")
                    .append(id(random.nextInt(IDS)))
                    .append("\",\"ad_id\":\"")
                    .append(id(random.nextInt(IDS)))
                    .append("\",\"ad_type\":\"")
                    .append(AD_TYPES[random.nextInt(AD_TYPES.length)])
                    .append("\",\"event_type\":\"")
                    .append(EVENT_TYPES[random.nextInt(EVENT_TYPES.length)])
                    .append("\",\"event_time\":\"")
                    .append(FIRST_MILLIS + i / IDS)
                    .append("\",\"ip_address\":\"1.2.3.4\"}\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    /// What looks like a UUID.
    private static String id(int number) {
        String hex = "%032x".formatted(number * 0x9e3779b97f4a7c15L);
        return String.join("-", hex.substring(16, 24), hex.substring(24, 28), hex.substring(28), hex.substring(0, 4),
                hex.substring(4, 16));
    }
}
