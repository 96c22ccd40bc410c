// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/// Some bytes as a value: equal to others that are the same, ordered without signs. Nobody can change them.
public final class Bytes implements Comparable<Bytes> {
    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of an array.
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /// A copy, for who wants an array.
    public byte[] toArray() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// As Spark writes them: `X'0AFF'`.
    @Override
    public String toString() {
        return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
    }
}
