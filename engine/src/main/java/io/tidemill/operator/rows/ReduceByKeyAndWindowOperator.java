// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tidemill.Function2;
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

/// Makes one pair of all pairs of a key in a sliding window: those of a slide are joined as they come, the slides when the window
/// fires (Spark's W3). The first lane keeps the slides.
public final class ReduceByKeyAndWindowOperator<K, V> implements ExchangeOperator {
    private final PairCodec<K, V> pairs;
    private final Function2<V, V, V> function;
    private final Window.Sliding window;
    private final Site site;
    private final Owned owned = new Owned();
    private final LinkedHashMap<K, V> joined = new LinkedHashMap<>();
    private Schedule schedule;
    private ForFirstLane<Map<K, V>> slide;
    private KeyedSlides<K, V> slides;
    private KeyedReducer<K, V> reducer;
    private PairResults<K, V> results;

    public ReduceByKeyAndWindowOperator(PairCodec<K, V> pairs, Function2<V, V, V> function, Window.Sliding window,
            Site site) {
        this.pairs = pairs;
        this.function = function;
        this.window = window;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        schedule = new Schedule(window, context.zeroTimeMicros());
        UserCode code = new UserCode(context.name(), site);
        HeapMeter meter = owned.add(new HeapMeter(context, "the keys of a window"));
        reducer = new KeyedReducer<>(pairs, function, new HandedRows(context, code), meter);
        results = owned.add(new PairResults<>(context, pairs, code));
        slide = new ForFirstLane<>(context.lanes(), LinkedHashMap::new, this::slideOf);
        slides = new KeyedSlides<>(schedule.slices());
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
            joinSlides();
            results.begin(joined);
        }
        Progress progress = results.pass(output);
        if (progress == Progress.DONE) {
            reducer.clear(joined);
            reducer.clear(slides.advance());
        }
        return progress;
    }

    /// The oldest slide first.
    private void joinSlides() {
        for (int back = slides.count() - 1; back >= 0; back--) {
            reducer.add(slides.slide(back), joined);
        }
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<Map<K, V>> slideOf(Operator sibling) {
        return ((ReduceByKeyAndWindowOperator<K, V>) sibling).slide;
    }

    @Override
    public void close() {
        joined.clear();
        owned.close();
    }
}
