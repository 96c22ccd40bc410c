// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.tidemill.BackPressure;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.ring.DurableRows;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.PublisherHost;
import io.tidemill.ring.RowPublisher;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.recovery.History;

/// The publishers of an engine as the ingest agent sees them, and how far those of each name have come.
public final class Publishers {
    private final EngineConfig config;
    private final IngestAgent ingest;
    private final History history;
    private final MemoryBudget budget;
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

    /// @param budget of the engine, which their blocks count against
    public Publishers(EngineConfig config, IngestAgent ingest, History history, MemoryBudget budget) {
        this.config = config;
        this.ingest = ingest;
        this.history = history;
        this.budget = budget;
    }

    /// Says that the ingest agent itself fills a publisher.
    public void pulled(HandoffReader publisher) {
        pulled.add(publisher);
    }

    public List<HandoffReader> all() {
        return ingest.publishers();
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

    /// Opens the next publisher of a name, which goes on behind the last; of several that are open, all but the first get a number
    /// behind the name. By one thread at a time.
    public <T> RowPublisher<T> open(int input, String name, RowCodec<T> codec, BackPressure backPressure,
            PublisherHost host) {
        RowPublisher<T> publisher = new RowPublisher<>(next(input, ingest.unused(name), backPressure), codec, budget,
                host);
        ingest.add(publisher.reader());
        return publisher;
    }

    private RowPublisher.Options next(int input, String name, BackPressure backPressure) {
        Closed last = last(input, name);
        History.Past past = last == null ? history.past(input, name) : last.past();
        return new RowPublisher.Options(input, name, config.blocksPerPublisher(), config.blockRows(),
                config.textBytes(), backPressure, past.rows(), past.lastId(),
                last == null ? new DurableRows(past.rows(), past.lastId()) : last.durable());
    }

    /// Keeps how far a publisher has come, for the next of its name. Any thread.
    public void closed(HandoffReader publisher) {
        closed.put(new History.Name(publisher.input(), publisher.name()), Closed.of(publisher));
        ingest.publisherClosed();
    }

    /// Lets publishers append nothing more, but for those that the ingest agent fills itself.
    public void close() {
        for (HandoffReader publisher : all()) {
            if (!pulled.contains(publisher)) {
                publisher.close();
            }
        }
    }

    /// The share of the blocks that is in use, from 0 to 1.
    public double use() {
        long blocks = 0;
        long inUse = 0;
        for (HandoffReader publisher : all()) {
            inUse += publisher.blocksInUse();
            blocks += config.blocksPerPublisher();
        }
        return blocks == 0 ? 0 : Math.min(1, (double) inUse / blocks);
    }
}
