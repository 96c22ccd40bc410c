// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Metric;

/// Notices when no broker answers any more, which the client keeps to itself while it tries again.
///
/// A broker answers a fetch within `fetch.max.wait.ms`, also when there is nothing to fetch. So bytes come in all the time.
final class Pulse {
    private static final String RECEIVED = "incoming-byte-total";
    private static final long FETCH_MILLIS = 500; // the client's default
    private static final long MARGIN_MILLIS = 1_500;

    private final Metric received;
    private final long longestMicros;
    private double receivedBytes = -1;
    private long heardMicros;

    Pulse(Consumer<?, ?> consumer, KafkaOptions options) {
        received = consumer.metrics()
                .entrySet()
                .stream()
                .filter(metric -> metric.getKey().name().equals(RECEIVED)
                        && metric.getKey().group().equals("consumer-metrics"))
                .findFirst()
                .orElseThrow()
                .getValue();
        String wait = options.properties().getOrDefault(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "" + FETCH_MILLIS);
        longestMicros = (Long.parseLong(wait.strip()) + MARGIN_MILLIS) * 1_000;
    }

    /// Something has come.
    void heard(long nowMicros) {
        heardMicros = nowMicros;
    }

    /// Whether nothing has come for longer than a broker takes. Asked again and again while nothing comes.
    boolean isLost(long nowMicros) {
        double bytes = (Double) received.metricValue();
        if (bytes != receivedBytes) {
            receivedBytes = bytes;
            heardMicros = nowMicros;
        }
        return nowMicros - heardMicros > longestMicros;
    }
}
