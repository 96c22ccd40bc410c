// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;

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
    private final String name;
    private final Callable<? extends Collection<T>> loader;
    private final Queue<List<T>> versions;
    private final Table table;

    Reference(String name, Callable<? extends Collection<T>> loader, Queue<List<T>> versions, Table table) {
        this.name = name;
        this.loader = loader;
        this.versions = versions;
        this.table = table;
    }

    public Table table() {
        return table;
    }

    /// Calls the loader on this thread; what it gives holds from the next batch on. If it throws, the rows stay as they are.
    ///
    /// @throws ConnectorException if the loader throws
    public void reload() {
        try {
            versions.add(List.copyOf(loader.call()));
        } catch (Exception thrown) {
            throw new ConnectorException("reference %s could not be loaded: %s".formatted(name, thrown), thrown);
        }
    }
}
