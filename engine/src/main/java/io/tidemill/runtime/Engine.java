// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.BackPressure;
import io.tidemill.EngineException;
import io.tidemill.Publisher;
import io.tidemill.codec.RowCodec;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.metrics.EngineCounters;
import io.tidemill.ring.Doorbell;
import io.tidemill.ring.HandoffReader;
import io.tidemill.ring.PublisherHost;
import io.tidemill.ring.RowPublisher;
import io.tidemill.runtime.config.DataConfig;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.failure.Closing;
import io.tidemill.runtime.failure.Failure;
import io.tidemill.runtime.ingest.Publishers;
import io.tidemill.runtime.ingest.PullInput;
import io.tidemill.runtime.recovery.History;
import io.tidemill.runtime.recovery.Keeping;
import io.tidemill.runtime.recovery.Recovery;
import io.tidemill.runtime.source.SourceBinding;
import io.tidemill.runtime.source.SourceHost;
import io.tidemill.runtime.source.Sources;
import io.tidemill.runtime.thread.BackgroundWarmUp;
import io.tidemill.runtime.thread.CompanionThreads;
import io.tidemill.runtime.thread.EngineThreads;
import io.tidemill.runtime.thread.InlineDriver;
import io.tidemill.runtime.thread.MemoryBarrier;

/// An engine: a plan, the agents that run it, and the sources that feed it.
///
/// Made, started once, stopped once. Everything may be called from any thread, but what waits must not be called by an engine
/// thread or from within [#doWork].
public final class Engine implements AutoCloseable, PublisherHost {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final EngineConfig config;
    private final ExecutionPlan plan;
    private final MemoryBudget budget;
    private final Keeping keeping;
    private final History history;
    private final boolean isFedBySources;
    private final CompanionThreads companions = new CompanionThreads();
    private final Forge forge;
    private final BackgroundWarmUp backgroundWarmUp;
    private final boolean warmsKernels;
    private final AgentGroup agents;
    private final Publishers publishers;
    private final Failure failure;
    private final Sources sources;
    private final EngineThreads threads = new EngineThreads();
    private final CountDownLatch over = new CountDownLatch(1);
    private final InlineDriver driver = new InlineDriver();
    private final Object lifecycle = new Object();
    private final Object opening = new Object();
    private volatile boolean started;
    private volatile boolean stopping;
    private volatile boolean dropping; // a stop that is not graceful was asked for
    private volatile boolean running = true;
    private volatile boolean stopped;

    /// An engine that keeps nothing.
    public Engine(EngineConfig config, ExecutionPlan plan, List<SourceBinding> bindings) {
        this(config, plan, bindings, Keeping.nothing());
    }

    /// An engine that keeps its input in a data directory, and goes on from what earlier starts have left there.
    ///
    /// @param fingerprint of the plan, which must be that of the earlier starts
    public static Engine goingOn(EngineConfig config, ExecutionPlan plan, List<SourceBinding> bindings, DataConfig data,
            List<String> fingerprint) {
        Keeping keeping = Recovery.open(data, config, plan, fingerprint);
        try {
            return new Engine(config, plan, bindings, keeping);
        } catch (RuntimeException | Error failed) {
            keeping.abandon(failed);
            throw failed;
        }
    }

    /// @param keeping closed with the engine
    public Engine(EngineConfig config, ExecutionPlan plan, List<SourceBinding> bindings, Keeping keeping) {
        this(config, plan, bindings, keeping, Forge.standard(), true);
    }

    /// @param warmsKernels whether to warm the forge's kernels in the background; not if another engine does
    Engine(EngineConfig config, ExecutionPlan plan, List<SourceBinding> bindings, Keeping keeping, Forge forge,
            boolean warmsKernels) {
        this.keeping = keeping;
        this.history = keeping.history();
        this.isFedBySources = bindings.size() == plan.inputs().size()
                && bindings.stream().allMatch(SourceBinding.Running.class::isInstance);
        this.forge = forge;
        this.warmsKernels = warmsKernels;
        this.config = config;
        this.plan = plan;
        this.budget = MemoryBudget.limited(config.name(), config.memoryBytes());
        this.failure = new Failure(this::onFailure);
        List<PullInput<?>> pulls = new ArrayList<>();
        this.backgroundWarmUp = new BackgroundWarmUp(config.name(), forge, budget, () -> counters().chunks.value());
        this.agents = new AgentGroup(config, plan, budget, keeping, pulls, forge,
                bindings.stream().anyMatch(SourceBinding::watchesOutput));
        this.publishers = new Publishers(config, agents.ingest(), history, budget);
        this.sources = new Sources(
                new SourceHost(config, this, forge, budget, history, agents.outputPlaces(), failure, this::isStopping));
        for (SourceBinding binding : bindings) {
            switch (binding) {
                case SourceBinding.Running running -> sources.add(running, openPublisher(running.input(),
                        running.source().name(), running.codec(), BackPressure.WAIT));
                case SourceBinding.Pulled<?> pulled -> pulls.add(pull(pulled));
            }
        }
    }

    private <T> PullInput<T> pull(SourceBinding.Pulled<T> binding) {
        RowPublisher<T> publisher = openPublisher(binding.input(), binding.source().name(), binding.codec(),
                BackPressure.REFUSE);
        publishers.pulled(publisher.reader());
        return new PullInput<>(binding.source(), publisher);
    }

    public EngineConfig config() {
        return config;
    }

    /// Starts the agents, then the sources. Returns when the operators and sources are open, or throws what kept them from it.
    public void start() throws InterruptedException {
        synchronized (lifecycle) {
            if (started || stopped) {
                throw new IllegalStateException("engine `%s` starts once".formatted(config.name()));
            }
            if (!Forge.hasVectors()) {
                StartNotice.give(Forge.describe());
            }
            companions.start(config.name(), keeping.companions(), agents::ringAll, failure);
            if (config.layout().isInline()) {
                startInline();
            } else {
                started = true;
                threads.start(agents.threads(failure, () -> running));
            }
        }
        failure.rethrow();
        if (!history.complete()) {
            sources.open();
            failure.rethrow();
        }
        if (warmsKernels) {
            backgroundWarmUp.start();
        }
        if (history.complete()) {
            sources.skip();
        } else {
            sources.start();
        }
    }

    private void startInline() {
        driver.drive(() -> {
            try {
                started = true;
                agents.all().onStart();
            } catch (RuntimeException | Error failed) {
                failure.record(failed);
            }
        });
    }

    /// Lets the compiler see the plan's code before the first row does: drives made-up rows through a second instance of it, on
    /// the calling thread, without sinks and without user code. Takes seconds, the more the more operators the plan has; an
    /// interrupt ends it.
    public void awaitWarm() throws InterruptedException {
        requireForeignThread("awaitWarm");
        WarmUp warmUp = new WarmUp(config, plan, forge);
        warmUp.run();
        forge.warm(budget, System::nanoTime);
        warmUp.run();
    }

    /// Inline layout: does what there is to do; answers 0 if there was nothing. One thread drives at a time: a call while another one
    /// drives answers 0. Throws what made the engine fail.
    public int doWork() {
        if (!config.layout().isInline()) {
            throw new IllegalStateException("engine `%s` has threads of its own".formatted(config.name()));
        }
        if (driver.isCaller()) {
            throw new IllegalStateException("doWork was called from within doWork");
        }
        failure.rethrow();
        int work = drive();
        failure.rethrow();
        return work;
    }

    /// One step of all agents; 0 if another thread takes one, or if something is thrown, which is recorded.
    private int drive() {
        return driver.tryDrive(() -> {
            try {
                return started && running && !failure.isRecorded() ? agents.all().doWork() : 0;
            } catch (Throwable thrown) {
                failure.record(thrown);
                return 0;
            }
        });
    }

    /// Opens a publisher on an input, before or after the start, but not after the stop.
    public <T> RowPublisher<T> openPublisher(int input, String name, RowCodec<T> codec, BackPressure backPressure) {
        synchronized (opening) {
            if (stopping) {
                throw new IllegalStateException(
                        "engine `%s` has stopped and takes no publisher `%s`".formatted(config.name(), name));
            }
            return publishers.open(input, name, codec, backPressure, this);
        }
    }

    /// Stops the engine and gives its memory back.
    ///
    /// A graceful stop goes over to one that is not when another thread asks for that, or interrupts the caller. What fails on the
    /// way is thrown; what had failed before is not, see [#awaitTermination].
    ///
    /// @param graceful ends the sources first, takes all that publishers have written, ends the last batch and lets its results
    ///         go; else drops what is under way
    public void stop(boolean graceful) {
        requireForeignThread("stop");
        dropping |= !graceful;
        synchronized (lifecycle) {
            if (stopped) {
                return;
            }
            boolean hadFailed = failure.isRecorded();
            boolean isComplete = isFedBySources && sources.areComplete();
            synchronized (opening) {
                stopping = true;
            }
            if (dropping) {
                closePublishers();
                running = false;
                agents.ringAll();
            }
            sources.stop(() -> config.layout().isInline() && drive() > 0);
            closePublishers();
            if (started && !dropping) {
                MemoryBarrier.awaitStores(); // a publisher that did not see the signal has shown its row
                drain(isComplete);
            }
            running = false;
            agents.ringAll();
            try {
                end();
            } finally {
                stopped = true;
                over.countDown();
            }
            if (!hadFailed) {
                failure.rethrow();
            }
        }
    }

    private void closePublishers() {
        publishers.close();
        agents.doorbell().stop();
    }

    private void drain(boolean isComplete) {
        agents.ingest().requestEnd(isComplete);
        agents.ringAll();
        int attempts = 0;
        while (!failure.isRecorded() && !agents.isDrained() && !dropping) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.warn("interrupted while engine `{}` was stopping: what is under way is dropped", config.name());
                return;
            }
            if (!config.layout().isInline() || drive() == 0) {
                InlineDriver.pause(attempts++);
            }
        }
    }

    private void end() {
        Closing closing = new Closing();
        closing.close(() -> threads.end(agents::closesJournal));
        boolean areOver = !threads.areAlive(); // what one that is left behind may still use stays as it is
        backgroundWarmUp.end();
        if (threads.areNone()) {
            closing.close(() -> driver.drive(agents.all()::onClose));
        }
        closing.close(keeping.commits());
        companions.end();
        if (areOver) {
            closing.close(keeping);
            publishers.all().forEach(publisher -> closing.close(publisher::free));
        }
        sources.close(closing);
        if (areOver && !failure.isRecorded() && !sources.areAlive()) {
            closing.close(budget);
        }
        closing.rethrow();
    }

    @Override
    public void close() {
        stop(false);
    }

    /// Waits until the engine has stopped; throws what made it fail.
    public void awaitTermination() throws InterruptedException {
        boolean _ = awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    /// The same with a limit; false if that has passed.
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        requireForeignThread("awaitTermination");
        boolean ended = over.await(timeout, unit);
        failure.rethrow();
        return ended;
    }

    /// Waits until every bounded source has ended and its rows have left the engine with the end of their batch. Throws
    /// what made the engine fail meanwhile.
    public void awaitInputEnd() throws InterruptedException {
        boolean _ = awaitInputEnd(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    /// The same with a limit; false if that has passed.
    public boolean awaitInputEnd(long timeout, TimeUnit unit) throws InterruptedException {
        requireForeignThread("awaitInputEnd");
        long began = System.nanoTime();
        boolean ended = isInputEnded();
        while (!ended && !stopped && System.nanoTime() - began < unit.toNanos(timeout)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            failure.rethrow();
            if (!config.layout().isInline() || doWork() == 0) {
                LockSupport.parkNanos(this, InlineDriver.PAUSE_NANOS);
            }
            ended = isInputEnded();
        }
        failure.rethrow();
        return ended || stopped;
    }

    private boolean isInputEnded() {
        return sources.haveEnded() && agents.isQuiet();
    }

    /// The first failure, if there was one.
    public Optional<EngineException> failure() {
        return failure.asException();
    }

    private void onFailure() {
        over.countDown();
        agents.doorbell().stop();
        agents.ringAll();
    }

    boolean isStopping() {
        return stopping || failure.isRecorded();
    }

    /// Whether the engine has been stopped, and holds nothing any more. Any thread.
    public boolean isStopped() {
        return stopped;
    }

    /// Whether all inputs had ended in an earlier start.
    public boolean isComplete() {
        return history.complete();
    }

    public EngineCounters counters() {
        return agents.counters();
    }

    /// How the engine is doing. Any thread.
    public EngineStatus status() {
        return new EngineStatus(agents, publishers, sources, keeping);
    }

    /// Counts all memory of the engine.
    public MemoryBudget budget() {
        return budget;
    }

    @Override
    public long refusal() {
        if (failure.isRecorded()) {
            return Publisher.FAILED;
        }
        return stopped ? Publisher.CLOSED : 0;
    }

    @Override
    public void awaitCredit(int attempts) {
        requireForeignThread("a waiting append");
        driveOrPause(attempts);
    }

    @Override
    public void awaitDurable(int attempts) {
        requireForeignThread("awaitDurable");
        failure.rethrow();
        if (stopped) {
            throw new IllegalStateException(
                    "engine `%s` was stopped before the row was durable".formatted(config.name()));
        }
        driveOrPause(attempts);
    }

    /// In the inline layout, the thread of whoever waits drives; that of a source does not, nor the callbacks on it.
    private void driveOrPause(int attempts) {
        if (!config.layout().isInline() || sources.own(Thread.currentThread()) || drive() == 0) {
            InlineDriver.pause(attempts);
        }
    }

    @Override
    public boolean awaitEnd(int attempts) {
        boolean isAwaited = dropping && sources.own(Thread.currentThread());
        if (failure.isRecorded() || isOwnThread() || isAwaited) {
            return false;
        }
        driveOrPause(attempts);
        return true;
    }

    @Override
    public Doorbell doorbell() {
        return agents.doorbell();
    }

    @Override
    public void closed(HandoffReader publisher) {
        publishers.closed(publisher);
        agents.doorbell().ring();
    }

    private void requireForeignThread(String call) {
        if (isOwnThread()) {
            throw new IllegalStateException(
                    "%s was called by a thread of engine `%s`, which would wait for itself".formatted(call,
                            config.name()));
        }
    }

    private boolean isOwnThread() {
        return threads.contain(Thread.currentThread()) || driver.isCaller();
    }
}
