// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import io.tidemill.IdleMode;
import io.tidemill.Time;
import io.tidemill.cli.terminal.Amounts;
import io.tidemill.cli.terminal.StopRequest;

/// The service around the prices: trades come in at a steady rate for some time, and what it is told is shown and timed.
public final class VwapDesk {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// A parked thread wakes up this much later than asked, or less.
    private static final long PARK_SLACK_NANOS = 100_000;
    private static final int DIGITS = 3;

    private final PrintStream out;
    private final StopRequest stop;
    private final IdleMode idle;
    private final long intervalNanos;
    private final long trades;
    private final Market market;
    private final Histogram windowDelays = new Histogram(DIGITS);
    private final Histogram callbackDelays = new Histogram(DIGITS);
    private long dueNanos;
    private long made;

    VwapDesk(PrintStream out, StopRequest stop, VwapRunner.Choice choice) {
        this.out = out;
        this.stop = stop;
        this.idle = choice.idle();
        this.intervalNanos = SECOND_NANOS / choice.tradesPerSecond();
        this.trades = choice.seconds() * choice.tradesPerSecond();
        this.market = new Market(choice.seed());
    }

    /// What the engine's thread does while there is nothing to do.
    public IdleMode idle() {
        return idle;
    }

    /// Waits for the next trade; false when the day is over or the user has enough.
    public boolean awaitTrade() {
        if (made == trades || stop.isAsked()) {
            return false;
        }
        dueNanos = made == 0 ? System.nanoTime() : dueNanos + intervalNanos;
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            if (left > PARK_SLACK_NANOS) {
                LockSupport.parkNanos(left - PARK_SLACK_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
        market.next();
        made++;
        return true;
    }

    /// The trade that came.
    public Market market() {
        return market;
    }

    /// Shows the prices of a window, and how long after its end they came; a window without a trade has none.
    public void show(Time end, List<String> prices, long delayMicros) {
        if (prices.isEmpty()) {
            return;
        }
        windowDelays.recordValue(Math.max(0, delayMicros) * 1_000);
        out.printf(Locale.ROOT, "%s  %s  (%s after)%n", end.instant(), String.join("  ", prices),
                Amounts.time((double) delayMicros));
        out.flush();
    }

    /// Counts a trade that came back, so long after it was published.
    public void arrived(long delayNanos) {
        callbackDelays.recordValue(Math.max(0, delayNanos));
    }

    /// Prints how long both took.
    void report() {
        report("slide boundary to callback", windowDelays, "windows");
        report("publish to callback", callbackDelays, "trades");
        out.flush();
    }

    private void report(String what, Histogram nanos, String counted) {
        String figures = nanos.getTotalCount() == 0 ? "none came" : percentiles(nanos);
        out.printf(Locale.ROOT, "%s: %s (%,d %s)%n", what, figures, nanos.getTotalCount(), counted);
    }

    private static String percentiles(Histogram nanos) {
        StringBuilder text = new StringBuilder();
        for (double percentile : new double[]{50, 90, 99, 99.9, 99.99}) {
            text.append("p%s %s, ".formatted(
                    percentile == (long) percentile ? Long.toString((long) percentile) : Double.toString(percentile),
                    Amounts.time(nanos.getValueAtPercentile(percentile) / 1e3)));
        }
        return text + "max " + Amounts.time(nanos.getMaxValue() / 1e3);
    }
}
