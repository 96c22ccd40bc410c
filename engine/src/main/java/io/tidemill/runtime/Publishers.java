// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.tidemill.BackPressure;
import io.tidemill.ring.DurableRows;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.RowPublisher;

/// The publishers of an engine as the ingest agent sees them, and how far those of each name have come.
final class Publishers {
    private final IngestAgent ingest;
    private final History history;
    private final Map<History.Name, Closed> closed = new ConcurrentHashMap<>(); // of this start
    private final Set<HandoffReader> pulled = new HashSet<>(); // complete before the start

    /// What is left of a publisher.
    ///
    /// @param past what it has written, not all of which need be durable yet
    /// @param durable how much of that is
    private record Closed(History.Past past, DurableRows durable) {
        static Closed of(HandoffReader publisher) {
            return new Closed(new History.Past(publisher.written(), Map.of("", publisher.lastId())),
                    publisher.durable());
        }
    }

    Publishers(IngestAgent ingest, History history) {
        this.ingest = ingest;
        this.history = history;
    }

    /// Says that the ingest agent itself fills a publisher.
    void pulled(HandoffReader publisher) {
        pulled.add(publisher);
    }

    List<HandoffReader> all() {
        return ingest.publishers();
    }

    /// How far the publishers of a name had come, in this start or an earlier one. Any thread.
    History.Past past(int input, String name) {
        Closed last = last(input, name);
        return last == null ? history.past(input, name) : last.past();
    }

    /// What the last publisher of a name has left, also if its writer has just closed it and has not yet said so.
    private @Nullable Closed last(int input, String name) {
        Closed last = closed.get(new History.Name(input, name));
        for (HandoffReader publisher : all()) {
            if (publisher.input() == input && publisher.name().equals(name) && publisher.isClosed()
                    && (last == null || publisher.written() >= last.past().rows())) {
                last = Closed.of(publisher);
            }
        }
        return last;
    }

    /// What the next publisher of a name is made with: it goes on behind the last. Any thread.
    RowPublisher.Options next(int input, String name, EngineConfig config, BackPressure backPressure) {
        Closed last = last(input, name);
        History.Past past = last == null ? history.past(input, name) : last.past();
        return new RowPublisher.Options(input, name, config.blocksPerPublisher(), config.blockRows(),
                config.textBytes(), backPressure, past.rows(), past.lastId(),
                last == null ? new DurableRows(past.rows(), past.lastId()) : last.durable());
    }

    /// Keeps how far a publisher has come, for the next of its name. Any thread.
    void closed(HandoffReader publisher) {
        closed.put(new History.Name(publisher.input(), publisher.name()), Closed.of(publisher));
        ingest.publisherClosed();
    }

    /// Lets publishers append nothing more, but for those that the ingest agent fills itself.
    void close() {
        for (HandoffReader publisher : all()) {
            if (!pulled.contains(publisher)) {
                publisher.close();
            }
        }
    }

    /// The share of the blocks that is in use, from 0 to 1.
    double use(int blocksPerPublisher) {
        long blocks = 0;
        long inUse = 0;
        for (HandoffReader publisher : all()) {
            inUse += publisher.blocksInUse();
            blocks += blocksPerPublisher;
        }
        return blocks == 0 ? 0 : Math.min(1, (double) inUse / blocks);
    }
}
