// SPDX-License-Identifier: Apache-2.0
/// Kafka's topics as sources.
///
/// [io.tidemill.kafka.KafkaSource] is what users make; `docs/sources.md` says what it promises. A run is a `KafkaReader` over Kafka's own
/// client. The `Assignment` knows which partitions there are and where each is, `Places` how the journal names them, a `RecordShape`
/// what rows a record makes, and `LostRecords` what to do about offsets that the broker no longer has.
///
/// ```java
/// KafkaSource orders = KafkaSource.from("localhost:9092")
///         .subscribe("orders")
///         .endingAt(EndingOffsets.latest())
///         .build();
/// ssc.source(orders, String.class).print();
/// ```
///
/// **Threads**: the source's own, as for every source; the client starts none but what it needs to log in. **Memory**: what the client has
/// fetched and not handed out lies on its heap, `fetch.max.bytes` (50 MiB) for each broker at most, and no budget counts it.
///
/// May import: the API, the connectors' contracts, memory's schemas, the kernel that knows UTF-8. The only room that names Kafka.
@NullMarked
package io.tidemill.kafka;

import org.jspecify.annotations.NullMarked;
