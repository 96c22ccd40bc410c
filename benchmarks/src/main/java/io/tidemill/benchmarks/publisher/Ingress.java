// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import io.tidemill.Publisher;

/// A way to put readings into a publisher: so many periods of them.
enum Ingress {
    COLUMN_BY_COLUMN("begin, set, set, set, commit") {
        @Override
        void publish(Publisher<Reading> publisher, ReadingColumns columns, long periods) {
            for (long i = 0; i < periods * Reading.PERIOD; i++) {
                long at = i & Reading.PERIOD - 1;
                publisher.begin().set(0, at).set(1, Reading.key(at)).set(2, 1.0).commit();
            }
        }
    },
    RECORDS("append(record)") {
        @Override
        void publish(Publisher<Reading> publisher, ReadingColumns columns, long periods) {
            for (long i = 0; i < periods * Reading.PERIOD; i++) {
                long at = i & Reading.PERIOD - 1;
                publisher.append(new Reading(at, Reading.key(at), 1.0));
            }
        }
    },
    CHUNKS("appendChunk of 8,192 rows") {
        @Override
        void publish(Publisher<Reading> publisher, ReadingColumns columns, long periods) {
            for (long i = 0; i < periods; i++) {
                publisher.appendChunk(columns.chunk());
            }
        }
    },
    LENT("lend of 8,192 rows") {
        @Override
        void publish(Publisher<Reading> publisher, ReadingColumns columns, long periods) {
            for (long i = 0; i < periods; i++) {
                publisher.lend(columns.lent(), Reading.PERIOD, () -> {});
            }
        }
    };

    private final String title;

    Ingress(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract void publish(Publisher<Reading> publisher, ReadingColumns columns, long periods);
}
