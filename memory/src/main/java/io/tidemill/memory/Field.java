// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

/// A column's name, type, and whether its rows may be null.
public record Field(String name, Type type, boolean nullable) {

    public Field {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
    }

    /// A column without nulls.
    public static Field of(String name, Type type) {
        return new Field(name, type, false);
    }

    /// A column whose rows may be null.
    public static Field nullable(String name, Type type) {
        return new Field(name, type, true);
    }

    @Override
    public String toString() {
        return name + ": " + type + (nullable ? "?" : "");
    }
}
