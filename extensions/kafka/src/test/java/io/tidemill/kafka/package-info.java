// SPDX-License-Identifier: Apache-2.0
/// Tests of the Kafka source, most of them against a broker in a JVM of its own: see `KafkaBroker`.
@NullMarked
package io.tidemill.kafka;

import org.jspecify.annotations.NullMarked;
