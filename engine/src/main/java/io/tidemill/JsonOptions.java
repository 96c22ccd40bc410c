// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tidemill.format.BadValues;
import io.tidemill.format.TimeFormat;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.format.json.JsonFormat;
import io.tidemill.memory.Schema;

/// How JSON lines become rows, for [StreamReader#json(JsonOptions)]. Immutable: each method answers other options.
public final class JsonOptions {
    private final Map<String, List<String>> paths;
    private final ValueOptions values;

    private JsonOptions(Map<String, List<String>> paths, ValueOptions values) {
        this.paths = Map.copyOf(paths);
        this.values = values;
    }

    /// Columns are found by their names; times are ISO 8601; a row with a bad value is a reject.
    public static JsonOptions standard() {
        return new JsonOptions(Map.of(), ValueOptions.STANDARD);
    }

    /// Finds a column by names with dots between them, each in the object of that before it: `user.address.city`.
    public JsonOptions path(String column, String path) {
        return path(column, List.of(path.split("\\.", -1)));
    }

    /// The same where a name has dots in it.
    public JsonOptions path(String column, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("the path of column `" + column + "` is empty");
        }
        Map<String, List<String>> more = new TreeMap<>(paths);
        more.put(column, List.copyOf(names));
        return new JsonOptions(more, values);
    }

    public JsonOptions timestampFormat(TimeFormat format) {
        return new JsonOptions(paths, values.withTimestamps(format));
    }

    /// The same by a pattern of the JDK's, as Spark's option of this name.
    public JsonOptions timestampFormat(String pattern) {
        return timestampFormat(TimeFormat.pattern(pattern));
    }

    public JsonOptions dateFormat(TimeFormat format) {
        return new JsonOptions(paths, values.withDates(format));
    }

    /// The same by a pattern of the JDK's, as Spark's option of this name.
    public JsonOptions dateFormat(String pattern) {
        return dateFormat(TimeFormat.pattern(pattern));
    }

    /// What becomes of a row in which a value is not of its column's type.
    public JsonOptions badValues(BadValues fate) {
        return new JsonOptions(paths, values.withBadValues(fate));
    }

    JsonFormat format(Schema schema) {
        return new JsonFormat(schema, paths, values);
    }
}
