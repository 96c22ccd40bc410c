// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is stamped into a copy of a loop's class, where C2 takes it for constant: the class data of a hidden class.
///
/// A template reads its stamp into static finals with [#of]. The template itself is never initialised, only its copies.
///
/// @param vectorBits the width of the vectors of a vector loop, 0 for a scalar one
public record Stamp(Class<? extends Loop> template, Object specification, int vectorBits) {
    private static final boolean SHARED = Boolean.getBoolean(Forge.SHARED_PROPERTY);
    /// Of copies that all Forges share; they stay while the JVM runs.
    private static final Map<Stamp, MethodHandle> CONSTRUCTORS = new ConcurrentHashMap<>();

    /// The stamp of the hidden class that asks.
    public static Stamp of(Lookup lookup) {
        try {
            return MethodHandles.classData(lookup, "_", Stamp.class);
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException(lookup.lookupClass() + " is a template: the Forge makes its copies",
                    refused);
        }
    }

    /// The only constructor of a copy of the template with this stamp: one copy for each Forge, or one for all.
    MethodHandle constructor() {
        return SHARED ? CONSTRUCTORS.computeIfAbsent(this, Stamp::define) : define();
    }

    private MethodHandle define() {
        try {
            Lookup beside = MethodHandles.privateLookupIn(template, MethodHandles.lookup());
            Lookup copy = beside.defineHiddenClassWithClassData(CompiledApart.pad(templateBytes()), this, true);
            return copy.unreflectConstructor(copy.lookupClass().getDeclaredConstructors()[0]);
        } catch (IllegalAccessException refused) {
            throw new IllegalStateException("cannot stamp " + template, refused);
        }
    }

    private byte[] templateBytes() {
        String name = template.getName().substring(template.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = template.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException(
                        "%s is not beside its classes: keep class files in the jar".formatted(name));
            }
            return bytes.readAllBytes();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read " + name, failed);
        }
    }
}
