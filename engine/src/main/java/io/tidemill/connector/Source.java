// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import java.util.Optional;

import io.tidemill.format.LineFormat;

/// Brings rows into the engine from a thread of its own, so it may block.
///
/// It may serve several contexts, at the same time too: what belongs to one run is made in [#run] or [#open].
public interface Source {

    /// A name for messages, gauges and rejects, such as `socket localhost:9999`.
    String name();

    /// Whether the source ends by itself.
    boolean bounded();

    /// Whether it asks how far output has come, [SourceContext#outputPositions]. Every batch then ends with a tick, also where no
    /// operator and no sink needs one.
    default boolean watchesOutput() {
        return false;
    }

    /// The format that its lines are in, if they are rows of one: what it takes to read it is got ready before the start.
    default Optional<LineFormat> format() {
        return Optional.empty();
    }

    /// Publishes rows until the source ends or the context is stopping, then returns. An exception fails the engine.
    void run(SourceContext context) throws Exception;

    /// Gets ready, and answers what the source's thread shall do: [#run], if nothing else is said.
    ///
    /// For sources that must know what is there when the context starts. Called once, by the thread that starts the context, which
    /// goes on when this has returned. An exception keeps the context from starting. What is opened here must need no closing: it
    /// may never run.
    default Run open(SourceContext context) throws Exception {
        return () -> run(context);
    }

    /// What the source's thread does: see [Source#run].
    @FunctionalInterface
    interface Run {
        void run() throws Exception;
    }
}
