// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.simulation;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// The names in a directory, as the process sees them and as they were last forced. Behind a name is a directory or a content.
final class SimulatedDirectory {
    private final Map<String, Object> current = new TreeMap<>();
    private final Map<String, Object> forced = new TreeMap<>();

    Iterable<String> names() {
        return current.keySet();
    }

    @Nullable
    Object find(String name) {
        return current.get(name);
    }

    void put(String name, Object node) {
        current.put(name, node);
    }

    @Nullable
    Object remove(String name) {
        return current.remove(name);
    }

    void force() {
        forced.clear();
        forced.putAll(current);
    }

    /// The bytes of all files below that take space now.
    long usedBytes() {
        long bytes = 0;
        for (Object node : current.values()) {
            bytes += node instanceof SimulatedDirectory below ? below.usedBytes() : ((SimulatedContent) node).size();
        }
        return bytes;
    }

    /// See [SimulatedContent#evict].
    void evict(RandomGenerator random) {
        for (Object node : current.values()) {
            if (node instanceof SimulatedDirectory below) {
                below.evict(random);
            } else {
                ((SimulatedContent) node).evict(random);
            }
        }
    }

    /// What a power cut leaves: names that were forced, and of the changes since then whatever chance wants.
    SimulatedDirectory afterPowerCut(RandomGenerator random, Map<Object, Object> done) {
        SimulatedDirectory left = new SimulatedDirectory();
        TreeSet<String> names = new TreeSet<>(current.keySet());
        names.addAll(forced.keySet());
        for (String name : names) {
            Object node = random.nextBoolean() ? current.get(name) : forced.get(name);
            if (node != null) {
                left.put(name, leftOf(node, random, done));
            }
        }
        left.force();
        return left;
    }

    private static Object leftOf(Object node, RandomGenerator random, Map<Object, Object> done) {
        Object known = done.get(node);
        if (known == null) {
            known = node instanceof SimulatedDirectory below
                    ? below.afterPowerCut(random, done)
                    : ((SimulatedContent) node).afterPowerCut(random);
            done.put(node, known);
        }
        return known;
    }

    static Map<Object, Object> nothingDone() {
        return new IdentityHashMap<>();
    }
}
