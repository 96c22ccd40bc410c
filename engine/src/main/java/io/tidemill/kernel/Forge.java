// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import io.tidemill.memory.MemoryBudget;

/// Makes kernels: stamps a loop's class with its types and operations, so that C2 compiles it as if written by hand.
///
/// A loop is one plain class, its template. For each specification the Forge defines a hidden copy of it, whose class data hold
/// what the template reads into static finals (see `docs/design/001-the-forge.md`). Every kernel serves at once with its scalar
/// twin; [#warm] runs the vector twins until C2 has compiled them, and swaps in those that are faster. Both give the same bits.
///
/// Safe for use by several threads.
public final class Forge {
    /// The property that says which twins [#standard] uses: `scalar`, `vector`, or `warm`, the default.
    public static final String TWINS_PROPERTY = "tidemill.kernels";
    /// The property that makes all Forges of the JVM share their classes, and so what C2 made of them: for tests, which start
    /// hundreds of contexts. A service's pipelines are better off apart: each has profiles, and so code, of its own.
    public static final String SHARED_PROPERTY = "tidemill.kernels.shared";

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private final boolean vectorAtOnce;
    private final int vectorBits; // 0 = no vectors, by choice or for want of them
    private final Map<Recipe<?>, Twins<?>> twins = new HashMap<>();

    private Forge(boolean vectorAtOnce, int vectorBits) {
        this.vectorAtOnce = vectorAtOnce;
        this.vectorBits = vectorBits;
    }

    /// Scalar twins at first, vector twins where [#warm] finds them faster; [#TWINS_PROPERTY] may say otherwise.
    public static Forge standard() {
        String wanted = System.getProperty(TWINS_PROPERTY, "warm");
        return switch (wanted) {
            case "scalar" -> scalarOnly();
            case "vector" -> vectorAtOnce();
            case "warm" -> new Forge(false, hasVectors() ? Lanes.preferredBits() : 0);
            default -> throw new IllegalArgumentException(
                    "-D%s is scalar, vector or warm, not %s".formatted(TWINS_PROPERTY, wanted));
        };
    }

    /// Scalar twins, for good.
    public static Forge scalarOnly() {
        return new Forge(false, 0);
    }

    /// Vector twins wherever there are any, from the first call on: for tests.
    public static Forge vectorAtOnce() {
        if (!hasVectors()) {
            throw new IllegalStateException(describe());
        }
        return vectorAtOnce(Lanes.preferredBits());
    }

    /// Vector twins of a width that need not be this machine's.
    static Forge vectorAtOnce(int vectorBits) {
        return new Forge(true, vectorBits);
    }

    /// Whether this JVM has the Vector API.
    public static boolean hasVectors() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    /// One sentence for the start-up log: which loops serve, and the flag that would add the others.
    public static String describe() {
        if (hasVectors()) {
            return "Kernels use vectors of %d bits once they are warm.".formatted(Lanes.preferredBits());
        }
        return "Kernels are scalar, several times slower than vectors: add --add-modules=%s to the JVM's flags, as engine.args does."
                .formatted(VECTOR_MODULE);
    }

    /// The kernel of a shape; the same one for equal shapes.
    @SuppressWarnings("unchecked") // equal recipes have loops of one type
    public synchronized <L extends Loop> Kernel<L> kernel(Shape<L> shape) {
        Recipe<L> recipe = (Recipe<L>) shape;
        Twins<L> pair = (Twins<L>) twins.computeIfAbsent(recipe.withoutOperand(), key -> twins(recipe));
        return pair.kernel(recipe.operand());
    }

    private <L extends Loop> Twins<L> twins(Recipe<L> recipe) {
        Twins<L> pair = new Twins<>(recipe, vectorBits);
        if (vectorAtOnce) {
            pair.settle(true);
        }
        return pair;
    }

    /// Runs the vector twins of all kernels that were handed out until C2 has compiled them, and swaps in those that win.
    ///
    /// Blocks for a second or more: for a thread of its own, which may be interrupted. What it needs of the budget it gives
    /// back.
    public void warm(MemoryBudget budget, LongSupplier nanoClock) {
        List<Contest> contests = contests();
        if (contests.isEmpty()) {
            return;
        }
        try (Scratch scratch = new Scratch(budget)) {
            if (Contest.heat(contests, scratch, nanoClock)) {
                for (Contest contest : contests) {
                    boolean vectorWins = contest.vectorWins(scratch, nanoClock);
                    synchronized (this) {
                        contest.twins().settle(vectorWins);
                    }
                }
            }
        }
    }

    private synchronized List<Contest> contests() {
        List<Contest> contests = new ArrayList<>();
        for (Twins<?> pair : twins.values()) {
            if (!pair.isSettled()) {
                contests.add(Contest.between(pair));
            }
        }
        return contests;
    }
}
