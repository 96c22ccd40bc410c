// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The columns of a stream, in order. Names are unique.
public record Schema(List<Field> fields) {

    public Schema {
        fields = List.copyOf(fields);
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException("two columns are named `" + field.name() + "`");
            }
        }
    }

    public static Schema of(Field... fields) {
        return new Schema(List.of(fields));
    }

    public int size() {
        return fields.size();
    }

    public Field field(int column) {
        return fields.get(column);
    }

    /// The index of a column, or -1 if there is none of this name.
    public int indexOf(String name) {
        for (int column = 0; column < fields.size(); column++) {
            if (fields.get(column).name().equals(name)) {
                return column;
            }
        }
        return -1;
    }

    /// `(symbol, price, size)`: the names, for messages.
    public String names() {
        return fields.stream().map(Field::name).collect(Collectors.joining(", ", "(", ")"));
    }
}
