// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

/// Brings rows into the engine from a thread of its own, so it may block.
public interface Source {

    /// A name for messages, gauges and rejects, such as `socket localhost:9999`.
    String name();

    /// Whether the source ends by itself.
    boolean bounded();

    /// Publishes rows until the source ends or the context is stopping, then returns. An exception fails the engine.
    void run(SourceContext context) throws Exception;
}
