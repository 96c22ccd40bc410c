// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

import io.tidemill.plan.Emit;
import io.tidemill.plan.Plan;

/// What makes a plan the one that a journal was written by: lines to be compared, and shown where they differ.
///
/// Names of inputs with their columns, what each stream is made by, and what is put out; not where in a program that is written, nor
/// what lambdas do inside.
public final class Fingerprint {
    private final List<String> lines = new ArrayList<>();
    private final IdentityHashMap<Plan, Integer> numbers = new IdentityHashMap<>();

    private Fingerprint() {}

    /// @param batching what ends batches, in words
    /// @param inputs all of the context, in order
    public static List<String> of(String batching, List<Plan.Scan> inputs, List<Emit> outputs) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.lines.add(batching);
        inputs.forEach(fingerprint::number);
        for (Emit output : outputs) {
            int of = fingerprint.number(output.input());
            fingerprint.lines.add("%s of %d".formatted(output.site().operation(), of));
        }
        return List.copyOf(fingerprint.lines);
    }

    /// The number of a plan's line; a plan that several streams share has one.
    private int number(Plan plan) {
        Integer known = numbers.get(plan);
        if (known != null) {
            return known;
        }
        List<Integer> children = plan.children().stream().map(this::number).toList();
        int number = numbers.size() + 1;
        numbers.put(plan, number);
        String of = children.isEmpty() ? "" : " of " + children.toString().replaceAll("[\\[\\]]", "");
        lines.add("%d: %s%s gives %s".formatted(number, Explain.what(plan), of, plan.schema().fields()));
        return number;
    }

    /// The first difference between what a journal was written by and what is to be run, in words; empty if there is none.
    public static String difference(List<String> written, List<String> now) {
        for (int i = 0; i < Math.max(written.size(), now.size()); i++) {
            String then = i < written.size() ? written.get(i) : "nothing more";
            String here = i < now.size() ? now.get(i) : "nothing more";
            if (!then.equals(here)) {
                return "it holds `%s` where this plan has `%s`".formatted(then, here);
            }
        }
        return "";
    }
}
