// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tidemill.ThreadLayout;
import io.tidemill.ring.Doorbell;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.failure.Failure;

/// Which agents share a thread, by a layout, and whose bell wakes whom.
///
/// The first thread takes rows and journals them, the last lets output go; lanes are dealt out to all threads in turn, or to all but the
/// first. In the inline layout there is one share for the caller's thread.
public final class AgentThreads {
    private final EngineConfig config;
    private final ThreadLayout layout;
    private final int shares;
    private final int firstLaneShare;
    private final List<Doorbell> bells;
    private List<Agents> agents = List.of(); // by share
    private Agents inline = new Agents(List.of());

    public AgentThreads(EngineConfig config) {
        this.config = config;
        this.layout = config.layout();
        this.shares = Math.max(1, layout.threads());
        this.firstLaneShare = layout.separatesIngest() ? 1 : 0;
        this.bells = Stream.generate(Doorbell::new).limit(shares).toList();
    }

    private int shareOfLane(int lane) {
        return firstLaneShare + lane % (shares - firstLaneShare);
    }

    private int lastShare() {
        return shares - 1;
    }

    private boolean hasLane(int share) {
        return share >= firstLaneShare && share - firstLaneShare < config.lanes();
    }

    private Bells bells(IntPredicate which) {
        return new Bells(IntStream.range(0, shares).filter(which).mapToObj(bells::get).toList());
    }

    /// Wakes those that read what ingest puts into the ring: the journal shares its thread.
    public Bells behindIngest() {
        return bells(share -> share > 0 && hasLane(share));
    }

    /// Wakes those that wait for entries to be in the journal.
    public Bells behindJournal() {
        return bells(share -> share > 0);
    }

    /// Wakes those that wait for a lane.
    public Bells besideLane(int lane) {
        return bells(share -> share != shareOfLane(lane) && (hasLane(share) || share == lastShare()));
    }

    /// Wakes those that wait for room in the rings.
    public Bells besideOutput() {
        return bells(share -> share != lastShare());
    }

    /// Wakes the thread that takes rows.
    public Doorbell ingestBell() {
        return bells.getFirst();
    }

    public void ringAll() {
        bells.forEach(Doorbell::ring);
    }

    /// Deals the agents out.
    ///
    /// @param front those that take rows and journal them
    /// @param back those that let output go
    public void deal(List<? extends EngineAgent> front, List<? extends EngineAgent> lanes,
            List<? extends EngineAgent> back) {
        List<List<EngineAgent>> dealt = Stream.generate(() -> (List<EngineAgent>) new ArrayList<EngineAgent>())
                .limit(shares)
                .toList();
        dealt.getFirst().addAll(front);
        for (int lane = 0; lane < lanes.size(); lane++) {
            dealt.get(shareOfLane(lane)).add(lanes.get(lane));
        }
        dealt.getLast().addAll(back);
        agents = dealt.stream().map(Agents::new).toList();
        inline = new Agents(agents);
    }

    /// All agents, for whoever drives them inline.
    public Agents inline() {
        return inline;
    }

    /// The threads, not yet started.
    ///
    /// @param microsUntilDue how long the first may sleep
    /// @param rows how many have come in and gone out so far
    public List<EngineThread> make(Failure failure, BooleanSupplier running, LongSupplier microsUntilDue,
            LongSupplier rows) {
        List<EngineThread> threads = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            threads.add(new EngineThread(name(share), agents.get(share), idle(share, microsUntilDue, rows),
                    EngineThread.core(layout.cores(), share), failure, running));
        }
        return threads;
    }

    private String name(int share) {
        String name = "tidemill-" + config.name();
        if (shares == 1) {
            return name;
        }
        return share < firstLaneShare ? name + "-ingest" : name + "-lane-" + (share - firstLaneShare);
    }

    private Idle idle(int share, LongSupplier microsUntilDue, LongSupplier rows) {
        return switch (config.idleMode()) {
            case SPIN -> new Idle.Spin();
            case PARK -> new Idle.Park(bells.get(share), agents.get(share)::hasWork,
                    share == 0 ? microsUntilDue : () -> Long.MAX_VALUE, rows);
        };
    }
}
