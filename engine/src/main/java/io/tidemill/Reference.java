// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/// A table that a function of yours loads as a whole, once before the first batch and again whenever you say so.
///
/// What was loaded goes through the journal like any other input, as the rows of one batch: a replay sees each version where it was, and does not
/// load. A version that has no rows leaves the one before.
///
/// ```java
/// Reference<Rate> rates = ssc.reference("rates", Rate.class, () -> database.rates());
/// orders.join(rates.table()).on("currency").left();
/// ...
/// rates.reload();                                  // on a thread of yours
/// ```
public final class Reference<T> {
    private final StreamingContext context;
    private final String name;
    private final Callable<? extends Collection<T>> loader;
    private final Queue<List<T>> versions;
    private final Table table;
    private volatile @Nullable ConnectorException failure;

    Reference(StreamingContext context, String name, Callable<? extends Collection<T>> loader,
            Queue<List<T>> versions, Table table) {
        this.context = context;
        this.name = name;
        this.loader = loader;
        this.versions = versions;
        this.table = table;
    }

    public Table table() {
        return table;
    }

    /// Calls the loader on this thread; what it gives holds from the next batch on. If it throws, the rows stay as they are, the stream goes on, and
    /// [#failure] tells why.
    ///
    /// @throws ConnectorException if the loader throws, or gives no rows at all (null), or one that is null
    /// @throws IllegalStateException if the context has stopped
    public void reload() {
        if (context.state() == ContextState.STOPPED) {
            throw new IllegalStateException("reference %s is of a context that has stopped".formatted(name));
        }
        try {
            versions.add(load(name, loader));
            failure = null;
        } catch (ConnectorException thrown) {
            failure = thrown;
            throw thrown;
        }
    }

    /// Why the last call of the loader failed; empty if it did not.
    public Optional<ConnectorException> failure() {
        return Optional.ofNullable(failure);
    }

    /// What a loader gives now.
    static <T> List<T> load(String name, Callable<? extends Collection<T>> loader) {
        try {
            return List.copyOf(loader.call());
        } catch (Exception thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new ConnectorException("reference %s could not be loaded: %s".formatted(name, thrown), thrown);
        }
    }
}
