// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineFormat;
import io.tidemill.format.column.ParsedRows;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Lines that are JSON objects. What each column holds is in `docs/formats.md`.
///
/// @param paths the names that lead to a column, where that is not a name like the column's
public record JsonFormat(Schema schema, Map<String, List<String>> paths, ValueOptions values) implements LineFormat {

    public JsonFormat {
        paths = Map.copyOf(paths);
        ParsedRows.check(schema, true);
        for (String column : paths.keySet()) {
            if (schema.indexOf(column) < 0) {
                throw new IllegalArgumentException("no column `" + column + "` in " + schema.names());
            }
        }
        names(schema, paths);
    }

    @Override
    public void prepare(Forge forge) {
        forge.kernel(JsonDecoder.MARKS);
    }

    @Override
    public LineDecoder open(Forge forge, MemoryBudget budget, String what) {
        return new JsonDecoder(this, forge, budget, what);
    }

    /// The names to look for, for one decoder: they keep in which order they came.
    JsonObject names() {
        return names(schema, paths);
    }

    private static JsonObject names(Schema schema, Map<String, List<String>> paths) {
        JsonObject root = new JsonObject();
        for (int column = 0; column < schema.size(); column++) {
            Field field = schema.field(column);
            List<byte[]> path = new ArrayList<>();
            paths.getOrDefault(field.name(), List.of(field.name())).forEach(name -> path.add(name.getBytes(UTF_8)));
            if (!root.add(path, column)) {
                throw new IllegalArgumentException(
                        "column `%s` has the path of another one".formatted(field.name()));
            }
        }
        return root;
    }
}
