// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs contenders in turn, round after round, so that all of them see the same good and bad moments of the machine.
public final class Rounds {
    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private final Map<String, double[]> values = new LinkedHashMap<>();

    /// What is measured.
    @FunctionalInterface
    public interface Contender {
        /// Runs once; answers the figure.
        double measure() throws Exception;
    }

    public Rounds add(String name, Contender contender) {
        contenders.put(name, contender);
        return this;
    }

    /// The contenders, in the order of adding.
    public List<String> names() {
        return List.copyOf(contenders.keySet());
    }

    /// Runs every contender so many times; the first `warmups` do not count.
    public void run(SuiteRun run, int warmups, int rounds) throws Exception {
        run.plan((warmups + rounds) * contenders.size());
        contenders.keySet().forEach(name -> values.put(name, new double[rounds]));
        for (int round = -warmups; round < rounds; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                run.step(contender.getKey());
                double value = contender.getValue().measure();
                if (round >= 0) {
                    of(contender.getKey())[round] = value;
                }
            }
        }
    }

    /// The figures of a contender, by round.
    public double[] of(String name) {
        double[] found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("nobody named `" + name + "` has run");
        }
        return found;
    }

    /// The highest figure: of rates, what the machine gives when nobody disturbs.
    public double best(String name) {
        return Arrays.stream(of(name)).max().orElseThrow();
    }

    public double median(String name) {
        return Figures.median(of(name));
    }
}
