// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// The rows of one batch as a bounded collection, to be worked on by ordinary Java.
///
/// What a callback is handed lies in columns, counted by the memory budget, and is lent until the callback returns: access after
/// it throws. What its methods make lies on the heap and may be kept. All methods work at once, in the order of the rows.
public final class Dataset<T> implements Iterable<T> {
    private final Rows<T> rows;

    /// Where the rows are.
    public interface Rows<T> {
        int size();

        /// The value of a row; throws an [IllegalStateException] once the rows are no longer lent.
        T at(int row);
    }

    /// Views rows; engine-side, users take [#of].
    public Dataset(Rows<T> rows) {
        this.rows = rows;
    }

    /// A dataset of values of yours, copied.
    public static <T> Dataset<T> of(Collection<? extends T> values) {
        return new Dataset<>(new OnHeap<>(List.copyOf(values)));
    }

    public <R> Dataset<R> map(Function<? super T, ? extends R> function) {
        List<R> results = new ArrayList<>(rows.size());
        forEach(value -> results.add(function.apply(value)));
        return new Dataset<>(new OnHeap<>(results));
    }

    public Dataset<T> filter(Predicate<? super T> predicate) {
        List<T> kept = new ArrayList<>();
        forEach(value -> {
            if (predicate.test(value)) {
                kept.add(value);
            }
        });
        return new Dataset<>(new OnHeap<>(kept));
    }

    /// Ascending by what the function says. Rows that it says the same of keep their order.
    public <C extends Comparable<? super C>> Dataset<T> sortBy(Function<? super T, ? extends C> function) {
        return sorted(Comparator.comparing(function));
    }

    public <C extends Comparable<? super C>> Dataset<T> sortBy(Function<? super T, ? extends C> function,
            boolean ascending) {
        Comparator<T> order = Comparator.comparing(function);
        return sorted(ascending ? order : order.reversed());
    }

    public Dataset<T> sorted(Comparator<? super T> order) {
        List<T> all = collect();
        all.sort(order);
        return new Dataset<>(new OnHeap<>(all));
    }

    /// Ascending by key; for pairs whose keys can be compared, else an [IllegalStateException].
    public Dataset<T> sortByKey() {
        return sortByKey(true);
    }

    public Dataset<T> sortByKey(boolean ascending) {
        Comparator<T> order = (left, right) -> compare(key(left), key(right));
        return sorted(ascending ? order : order.reversed());
    }

    /// The first rows, at most this many.
    public List<T> take(int count) {
        int taken = Math.min(count, rows.size());
        List<T> first = new ArrayList<>(taken);
        for (int row = 0; row < taken; row++) {
            first.add(rows.at(row));
        }
        return first;
    }

    /// All rows, in a list of the caller's own.
    public List<T> collect() {
        return take(rows.size());
    }

    public long count() {
        return rows.size();
    }

    public boolean isEmpty() {
        return rows.size() == 0;
    }

    public void foreach(Consumer<? super T> consumer) {
        forEach(consumer);
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < rows.size();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return rows.at(next++);
            }
        };
    }

    private static Object key(Object value) {
        if (value instanceof Pair<?, ?>(Object key, _)) {
            return key;
        }
        throw new IllegalStateException(
                "sortByKey is for pairs, not for " + value.getClass().getSimpleName() + ": use sortBy");
    }

    @SuppressWarnings("unchecked") // what the keys are is known at run time only
    private static int compare(Object left, Object right) {
        if (left instanceof Comparable<?> comparable) {
            return ((Comparable<Object>) comparable).compareTo(right);
        }
        throw new IllegalStateException(
                "keys of " + left.getClass().getSimpleName() + " have no order: use sorted(comparator)");
    }

    private record OnHeap<T>(List<T> values) implements Rows<T> {
        @Override
        public int size() {
            return values.size();
        }

        @Override
        public T at(int row) {
            return values.get(row);
        }
    }
}
