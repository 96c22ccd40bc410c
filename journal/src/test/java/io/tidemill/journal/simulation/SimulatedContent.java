// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// What is in a file: as the process sees it, as it was last forced, and every sector as it was at any time between.
final class SimulatedContent {
    static final int SECTOR = 512;

    private byte[] current = new byte[0];
    private byte[] forced = new byte[0];
    private int size;
    private int forcedSize;
    private final List<Integer> sizes = new ArrayList<>(); // since the file was last forced
    private final Map<Integer, List<byte[]>> unforced = new TreeMap<>(); // versions by sector
    // A force that fails takes what it could not write for written: no later one will write it.
    private final Map<Integer, List<byte[]>> doomed = new TreeMap<>();

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(current, size);
    }

    void read(ByteBuffer target, int position, int length) {
        target.put(current, position, length);
    }

    void write(byte[] bytes, int position) {
        if (bytes.length == 0) {
            return;
        }
        int end = position + bytes.length;
        if (end > current.length) {
            current = Arrays.copyOf(current, Math.max(end, 2 * current.length) + SECTOR - 1 & -SECTOR);
        }
        System.arraycopy(bytes, 0, current, position, bytes.length);
        resize(Math.max(size, end));
        for (int sector = position / SECTOR; sector * SECTOR < end; sector++) {
            unforced.computeIfAbsent(sector, _ -> new ArrayList<>()).add(sector(current, sector));
        }
    }

    void truncate(int toSize) {
        if (toSize < size) {
            Arrays.fill(current, toSize, size, (byte) 0);
            resize(toSize);
        }
    }

    private void resize(int toSize) {
        size = toSize;
        sizes.add(toSize);
    }

    void flip(int position, int bit) {
        current[position] ^= (byte) (1 << bit);
        forced = Arrays.copyOf(forced, Math.max(forced.length, current.length));
        forced[position] = current[position];
    }

    void force() {
        forced = Arrays.copyOf(forced, Math.max(forced.length, current.length));
        for (int sector : unforced.keySet()) {
            System.arraycopy(current, sector * SECTOR, forced, sector * SECTOR, SECTOR);
            doomed.remove(sector);
        }
        unforced.clear();
        forcedSize = size;
        sizes.clear();
    }

    void failToForce() {
        unforced.forEach((sector, versions) -> doomed.computeIfAbsent(sector, _ -> new ArrayList<>()).addAll(versions));
        unforced.clear();
    }

    /// Drops what a failed force has taken for written, as a system does that needs memory: what the disk has of it is read from now
    /// on, the new or the old.
    void evict(RandomGenerator random) {
        forced = Arrays.copyOf(forced, Math.max(forced.length, current.length));
        Map<Integer, List<byte[]>> gone = new TreeMap<>(doomed);
        gone.keySet().removeAll(unforced.keySet()); // written since, and kept until that is on the disk
        choose(gone, forced, random, 0.5, 1);
        for (int sector : gone.keySet()) {
            System.arraycopy(forced, sector * SECTOR, current, sector * SECTOR, SECTOR);
            doomed.remove(sector);
        }
    }

    /// What a power cut leaves of the file: all that was forced, and of the rest whatever chance wants.
    SimulatedContent afterPowerCut(RandomGenerator random) {
        SimulatedContent left = new SimulatedContent();
        left.size = sizes.isEmpty() || random.nextBoolean() ? forcedSize : sizes.get(random.nextInt(sizes.size()));
        left.forcedSize = left.size;
        left.current = Arrays.copyOf(forced, Math.max(forced.length, left.size + SECTOR - 1 & -SECTOR));
        double kept = random.nextInt(4) / 3.0; // none, some, most, all
        int together = random.nextBoolean() ? 1 : 8; // sectors that are written as one
        choose(doomed, left.current, random, kept, together);
        choose(unforced, left.current, random, kept, together);
        Arrays.fill(left.current, left.size, left.current.length, (byte) 0);
        left.forced = left.current.clone();
        return left;
    }

    private static void choose(Map<Integer, List<byte[]>> versions, byte[] target, RandomGenerator random, double kept,
            int together) {
        int decided = -1;
        boolean keep = false;
        for (Map.Entry<Integer, List<byte[]>> entry : versions.entrySet()) {
            int sector = entry.getKey();
            if (sector / together != decided) {
                decided = sector / together;
                keep = random.nextDouble() < kept;
            }
            if (keep && (sector + 1) * SECTOR <= target.length) {
                List<byte[]> choices = entry.getValue();
                boolean last = random.nextInt(4) > 0;
                byte[] chosen = choices.get(last ? choices.size() - 1 : random.nextInt(choices.size()));
                System.arraycopy(chosen, 0, target, sector * SECTOR, SECTOR);
            }
        }
    }

    private static byte[] sector(byte[] bytes, int sector) {
        return Arrays.copyOfRange(bytes, sector * SECTOR, (sector + 1) * SECTOR);
    }
}
