// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.DStream;
import io.tidemill.JoinedStreams;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.StreamingContext;

import static io.tidemill.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Row 37: each trade with the quote that held at its time, backwards and with a tolerance, as pandas and QuestDB have it.
@Timeout(240)
final class AsofJoinTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final Duration DELAY = Duration.ofSeconds(3);
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final int BATCHES = 12;

    record Trade(@Nullable String symbol, Instant at, int number) {}

    record Quote(String symbol, Instant quoted, int price) {}

    private static final TwoStreams<Trade, Quote> STREAMS = streams();

    private static TwoStreams<Trade, Quote> streams() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Trade>> trades = new ArrayList<>();
        List<List<Quote>> quotes = new ArrayList<>();
        int number = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Trade> traded = new ArrayList<>();
            List<Quote> quoted = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                String symbol = random.nextInt(12) == 0 ? null : "S" + random.nextInt(4);
                traded.add(new Trade(symbol, time(batch, random), number++));
            }
            for (int i = random.nextInt(20); i > 0; i--) {
                quoted.add(new Quote("S" + random.nextInt(4), unique(batch, number++, random), number));
            }
            trades.add(traded);
            quotes.add(quoted);
        }
        return new TwoStreams<>(Trade.class, trades, Quote.class, quotes);
    }

    private static Instant time(int batch, SplittableRandom random) {
        return Instant.ofEpochMilli(100_000 + batch * 2_000L - random.nextInt(random.nextInt(8) == 0 ? 9_000 : 3_000));
    }

    /// No two quotes have one time: which of them came last depends on the lanes.
    private static Instant unique(int batch, int number, SplittableRandom random) {
        return time(batch, random).plusNanos(1_000L * number);
    }

    /// The price of the latest quote of each trade that is due, -1 if there is none.
    private static List<List<String>> naive(boolean withMatch, boolean without) {
        return naive(withMatch, without, (_, _) -> true);
    }

    private static List<List<String>> naive(boolean withMatch, boolean without,
            BiPredicate<Trade, Quote> condition) {
        List<List<String>> batches = new ArrayList<>();
        List<Trade> waiting = new ArrayList<>();
        List<Quote> quotes = new ArrayList<>();
        Instant newestTrade = Instant.MIN;
        Instant newestQuote = Instant.MIN;
        Instant watermark = Instant.MIN;
        for (int i = 0; i < BATCHES; i++) {
            for (Trade trade : STREAMS.first().get(i)) {
                if (!trade.at().isBefore(watermark)) {
                    waiting.add(trade);
                }
                newestTrade = trade.at().isAfter(newestTrade) ? trade.at() : newestTrade;
            }
            Instant late = watermark;
            for (Quote quote : STREAMS.second().get(i)) {
                if (!quote.quoted().isBefore(late)) {
                    quotes.add(quote);
                }
                newestQuote = quote.quoted().isAfter(newestQuote) ? quote.quoted() : newestQuote;
            }
            Instant behind = newestTrade.isBefore(newestQuote) ? newestTrade : newestQuote;
            watermark = behind.equals(Instant.MIN) ? behind : behind.minus(DELAY);
            List<String> rows = new ArrayList<>();
            for (Trade trade : List.copyOf(waiting)) {
                if (trade.at().isBefore(watermark)) {
                    waiting.remove(trade);
                    Quote latest = latest(trade, quotes, condition);
                    if (latest == null ? without : withMatch) {
                        rows.add("%s %s %s".formatted(trade.symbol(), trade.number(),
                                latest == null ? null : latest.price()));
                    }
                }
            }
            batches.add(rows.stream().sorted().toList());
        }
        return batches;
    }

    private static @Nullable Quote latest(Trade trade, List<Quote> quotes,
            BiPredicate<Trade, Quote> condition) {
        Quote latest = null;
        for (Quote quote : quotes) {
            if (quote.symbol().equals(trade.symbol()) && condition.test(trade, quote)
                    && !quote.quoted().isAfter(trade.at())
                    && !quote.quoted().isBefore(trade.at().minus(TOLERANCE))
                    && (latest == null || quote.quoted().isAfter(latest.quoted()))) {
                latest = quote;
            }
        }
        return latest;
    }

    private static JoinedStreams asOf(DStream<Trade> trades, DStream<Quote> quotes) {
        return trades.withEventTime("at", DELAY)
                .join(quotes.withEventTime("quoted", DELAY))
                .on("symbol")
                .asOf(TOLERANCE);
    }

    private static List<List<String>> joined(Layout layout, Function<JoinedStreams, DStream<Row>> type)
            throws InterruptedException {
        return STREAMS
                .through(layout, (trades, quotes) -> type.apply(asOf(trades, quotes))
                        .select("symbol", "number",
                                "price"))
                .stream()
                .map(rows -> rows.stream()
                        .map(row -> "%s %s %s".formatted(row.valueAt(0), row.valueAt(1), row.valueAt(2)))
                        .sorted()
                        .toList())
                .toList();
    }

    @Layouts
    void givesEachRowWithTheLatestOfTheOtherSide(Layout layout) throws InterruptedException {
        assertThat(joined(layout, JoinedStreams::inner)).isEqualTo(naive(true, false));
        assertThat(joined(layout, JoinedStreams::left)).isEqualTo(naive(true, true));
    }

    @Layouts
    void givesTheLatestOfThoseThatFulfilACondition(Layout layout) throws InterruptedException {
        assertThat(joined(layout, joined -> joined.and(col("price").lt(col("number"))).left()))
                .isEqualTo(naive(true, true, (trade, quote) -> quote.price() < trade.number()));
        assertThat(joined(layout, joined -> joined.and(col("price").gt(col("number"))).inner()))
                .isEqualTo(naive(true, false, (trade, quote) -> quote.price() > trade.number()));
    }

    @Layouts
    void givesRowsForHavingALatestOrNone(Layout layout) throws InterruptedException {
        List<Integer> semi = new ArrayList<>();
        List<Integer> anti = new ArrayList<>();
        STREAMS.through(layout, (trades, quotes) -> asOf(trades, quotes).semi().select("number"))
                .forEach(rows -> rows.forEach(row -> semi.add((Integer) row.valueAt(0))));
        STREAMS.through(layout, (trades, quotes) -> asOf(trades, quotes).anti().select("number"))
                .forEach(rows -> rows.forEach(row -> anti.add((Integer) row.valueAt(0))));
        assertThat(semi).containsExactlyInAnyOrderElementsOf(numbers(naive(true, false)));
        assertThat(anti).containsExactlyInAnyOrderElementsOf(numbers(naive(false, true)));
    }

    private static List<Integer> numbers(List<List<String>> batches) {
        return batches.stream().flatMap(List::stream).map(row -> Integer.valueOf(row.split(" ")[1])).toList();
    }

    @Test
    void explainTellsTheTolerance() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            assertThat(asOf(ssc.input("trades", Trade.class).stream(), ssc.input("quotes", Quote.class).stream()).left()
                    .explain()).contains("left join on [symbol] = [symbol], latest right row within 2 s");
        }
    }

    @Test
    void whatAnAsofJoinCannotGiveIsRefused() {
        try (StreamingContext ssc = StreamingContext.builder("wrong").build()) {
            JoinedStreams joined = asOf(ssc.input("trades", Trade.class).stream(),
                    ssc.input("quotes", Quote.class).stream());
            assertThatThrownBy(joined::full).isInstanceOf(PlanException.class)
                    .hasMessageContaining("inner(), left(), semi() or anti()");
        }
    }
}
