// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The two stamped classes of one specification, and the kernels that were made of them.
///
/// The scalar class is stamped at once, the vector class when it is first needed: its species alone take milliseconds to load.
/// Guarded by the Forge.
final class Twins<L extends Loop> {
    private final MethodHandle scalar;
    private final Optional<Stamp> vectorStamp;
    private final Map<Operand, Kernel<L>> kernels = new HashMap<>();
    private Optional<MethodHandle> vector = Optional.empty();
    private boolean vectorServes;
    private boolean settled;

    Twins(Recipe<L> recipe, int vectorBits) {
        this.scalar = new Stamp(recipe.scalar(), recipe.specification(), 0).constructor();
        this.vectorStamp = recipe.vector()
                .filter(template -> vectorBits >= recipe.leastVectorBits())
                .map(template -> new Stamp(template, recipe.specification(), vectorBits));
        this.settled = vectorStamp.isEmpty();
    }

    Kernel<L> kernel(Operand operand) {
        return kernels.computeIfAbsent(operand, key -> {
            Kernel<L> kernel = new Kernel<>(scalarTwin(operand));
            if (vectorServes) {
                kernel.swap(vectorTwin(operand, kernel.scalar()));
            }
            return kernel;
        });
    }

    /// Whether it is decided which twin serves.
    boolean isSettled() {
        return settled;
    }

    /// Decides which twin serves from now on.
    void settle(boolean asVector) {
        vectorServes = asVector && vectorStamp.isPresent();
        settled = true;
        if (vectorServes) {
            kernels.forEach((operand, kernel) -> kernel.swap(vectorTwin(operand, kernel.scalar())));
        }
    }

    /// Any operand that a kernel was made with.
    Operand anyOperand() {
        return kernels.keySet().iterator().next();
    }

    L scalarTwin(Operand operand) {
        return make(scalar, operand, Optional.empty());
    }

    L vectorTwin(Operand operand, L rest) {
        if (vector.isEmpty()) {
            vector = vectorStamp.map(Stamp::constructor);
        }
        return make(vector.orElseThrow(), operand, Optional.of(rest));
    }

    /// A loop's constructor takes its operand, the scalar twin for its last rows, both, or neither.
    @SuppressWarnings("unchecked") // the recipe's templates are loops of this type
    private L make(MethodHandle constructor, Operand operand, Optional<L> rest) {
        Object[] arguments = constructor.type()
                .parameterList()
                .stream()
                .map(type -> type == Operand.class ? operand : rest.orElseThrow())
                .toArray();
        try {
            return (L) constructor.invokeWithArguments(arguments);
        } catch (RuntimeException | Error failed) {
            throw failed; // such as a full heap
        } catch (Throwable failed) {
            throw new IllegalStateException("cannot make a kernel of " + constructor.type().returnType(), failed);
        }
    }
}
