// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.tidemill.Function2;
import io.tidemill.Pair;
import io.tidemill.Predicate1;
import io.tidemill.StateException;
import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.Schedule;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;
import io.tidemill.plan.Window;

/// Keeps one pair for each key of a sliding window by taking back what left and adding what entered: Spark's W4, to the letter.
///
/// A key's new value is `function(inverse(previous, left), entered)`. Without a predicate keys never leave, and print on with
/// what is left of them, such as `(word,0)`; with one, pairs that it refuses are forgotten. The first lane keeps them.
public final class ReduceByKeyAndInverseOperator<K, V> implements ExchangeOperator {
    private static final String DROPPED = "the function that says which pairs to keep has dropped it while rows of it were in the "
            + "window. Values that cancel out, such as 5 and -5, look like a key without rows: keep a count beside the sum, or use "
            + "reduceByKeyAndWindow(Combiners.sum(), ...), which counts rows by itself";
    private static final String LOST = "does its class hash consistently?";

    private final PairCodec<K, V> pairs;
    private final Function2<V, V, V> function;
    private final Function2<V, V, V> inverse;
    private final Optional<Predicate1<Pair<K, V>>> keep;
    private final Window.Sliding window;
    private final Site site;
    private final Owned owned = new Owned();
    private final LinkedHashMap<K, V> values = new LinkedHashMap<>();
    private UserCode code;
    private Schedule schedule;
    private ForFirstLane<Map<K, V>> slide;
    private KeyedSlides<K, V> slides;
    private HeapMeter meter;
    private KeyedReducer<K, V> reducer;
    private PairResults<K, V> results;

    public ReduceByKeyAndInverseOperator(PairCodec<K, V> pairs, Function2<V, V, V> function, Function2<V, V, V> inverse,
            Optional<Predicate1<Pair<K, V>>> keep, Window.Sliding window, Site site) {
        this.pairs = pairs;
        this.function = function;
        this.inverse = inverse;
        this.keep = keep;
        this.window = window;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        code = new UserCode(context.name(), site);
        schedule = new Schedule(window, context.zeroTimeMicros());
        meter = owned.add(new HeapMeter(context, "the keys of a window"));
        reducer = new KeyedReducer<>(pairs, function, new HandedRows(context, code), meter);
        results = owned.add(new PairResults<>(context, pairs, code));
        slide = new ForFirstLane<>(context.lanes(), LinkedHashMap::new, this::slideOf);
        slides = new KeyedSlides<>(schedule.slices() + 1);
    }

    @Override
    public Progress process(Chunk input, Output output) {
        reducer.add(input, slide.isFirst() ? slides.current() : slide.current());
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        if (!schedule.fires(batchTimeMicros, watermarkMicros)) {
            return Progress.DONE;
        }
        Progress progress = slide.isFirst() ? pass(output) : Progress.DONE;
        if (progress == Progress.DONE) {
            slide.next(reducer::clear);
        }
        return progress;
    }

    private Progress pass(Output output) {
        if (!results.isBegun()) {
            slide.forEachOther(later -> reducer.addOfLane(later, slides.current()));
            slide();
            results.begin(values);
        }
        return results.pass(output);
    }

    /// One slide more than the window is long stands in the ring: the one behind the current one is leaving.
    private void slide() {
        Map<K, V> entered = slides.current();
        Map<K, V> left = slides.advance();
        left.forEach((key, value) -> takeBack(key, value, entered));
        entered.forEach(this::add);
        keep.ifPresent(this::forget);
        reducer.clear(left);
    }

    private void takeBack(K key, V value, Map<K, V> entered) {
        V previous = values.get(key);
        if (previous != null) {
            values.put(key, reducer.apply(inverse, previous, value));
        } else if (!entered.containsKey(key)) {
            throw new StateException(
                    "%s: key %s leaves the window, but is neither in its state nor among the new values: %s"
                            .formatted(code, key, keep.isPresent() ? DROPPED : LOST));
        }
    }

    private void add(K key, V value) {
        V previous = values.get(key);
        if (previous == null) {
            meter.add(HeapMeter.ENTRY_BYTES);
        }
        values.put(key, previous == null ? value : reducer.apply(function, previous, value));
    }

    private void forget(Predicate1<Pair<K, V>> predicate) {
        Iterator<Map.Entry<K, V>> entries = values.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<K, V> entry = entries.next();
            if (!keeps(predicate, Pair.of(entry.getKey(), entry.getValue()))) {
                entries.remove();
                meter.remove(HeapMeter.ENTRY_BYTES);
            }
        }
    }

    private boolean keeps(Predicate1<Pair<K, V>> predicate, Pair<K, V> pair) {
        try {
            return predicate.test(pair);
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<Map<K, V>> slideOf(Operator sibling) {
        return ((ReduceByKeyAndInverseOperator<K, V>) sibling).slide;
    }

    @Override
    public void close() {
        values.clear();
        owned.close();
    }
}
