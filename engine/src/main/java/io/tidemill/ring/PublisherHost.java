// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

/// What a publisher asks of the engine that it belongs to.
public interface PublisherHost {

    /// 0 while rows are taken, else the negative code with which an append is refused.
    long refusal();

    /// Waits a little for credit, the longer the higher the number of attempts; throws on an engine thread.
    void awaitCredit(int attempts);

    /// Waits a little for a stopped engine to settle how many rows it takes; false if that is in vain: it has failed, or waits for
    /// the caller, which is one of its own threads, or of a source's when what is under way is dropped.
    boolean awaitEnd(int attempts);

    /// Waits a little for rows to become durable; throws what made the engine fail, if it is stopped, and on an engine thread.
    default void awaitDurable(int attempts) {
        awaitCredit(attempts);
    }

    /// Wakes the thread that takes rows.
    Doorbell doorbell();

    /// Called once when a publisher is closed.
    void closed(HandoffReader publisher);
}
