// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tidemill.format.ValueReference;
import io.tidemill.format.ValueReference.Written;
import io.tidemill.memory.Schema;

/// What JSON lines are as rows, by Jackson, line by line and value by value.
final class JsonReference {
    /// A reject for what Jackson refuses, whatever it says.
    static final String NO_JSON = "no JSON";

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
            .build();

    private static final List<String> IN_A_LIST = List.of("", "", "", ""); // the path of no column

    private final Schema schema;
    private final List<List<String>> paths = new ArrayList<>();

    JsonReference(JsonFormat format) {
        schema = format.schema();
        schema.fields()
                .forEach(field -> paths.add(format.paths().getOrDefault(field.name(), List.of(field.name()))));
    }

    /// A row, the reason why there is none, or null for a line that is skipped.
    @Nullable
    Object row(String line) {
        if (line.isBlank() && line.chars().allMatch(c -> c == ' ' || c == '\t')) {
            return null;
        }
        @Nullable
        Written[] found = new Written[schema.size()];
        try (JsonParser parser = JACKSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NO_JSON;
            }
            object(parser, line, List.of(), found);
            if (parser.nextToken() != null) {
                return NO_JSON;
            }
        } catch (StreamConstraintsException tooDeep) {
            return NO_JSON;
        } catch (IOException invalid) {
            return NO_JSON;
        }
        return ValueReference.row(schema, found);
    }

    private void object(JsonParser parser, String line, List<String> above, @Nullable Written[] found)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            List<String> path = new ArrayList<>(above);
            path.add(parser.currentName());
            JsonToken token = parser.nextToken();
            for (int column = 0; column < paths.size(); column++) {
                if (paths.get(column).size() > path.size() && startsWith(paths.get(column), path)) {
                    found[column] = null;
                }
            }
            Written written = written(parser, token, line, path, found);
            int column = paths.indexOf(path);
            if (column >= 0) {
                found[column] = written;
            }
        }
    }

    private @Nullable Written written(JsonParser parser, JsonToken token, String line,
            List<String> path, @Nullable Written[] found) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> {
                String text = parser.getText();
                boolean isPlain = line.startsWith(text + "\"", start + 1);
                yield new Written(text, isPlain, !isPlain);
            }
            case START_OBJECT, START_ARRAY -> {
                boolean looked = token == JsonToken.START_OBJECT
                        && paths.stream().anyMatch(other -> other.size() > path.size() && startsWith(other, path));
                Optional<List<@Nullable Written>> elements = Optional.empty();
                if (looked) {
                    object(parser, line, path, found);
                } else if (token == JsonToken.START_ARRAY) {
                    elements = Optional.of(elements(parser, line, found));
                } else {
                    parser.skipChildren();
                }
                int end = (int) parser.currentLocation().getCharOffset();
                yield new Written(line.substring(start, end), false, false, elements);
            }
            default -> new Written(parser.getText(), true, false);
        };
    }

    private List<@Nullable Written> elements(JsonParser parser, String line, @Nullable Written[] found)
            throws IOException {
        List<@Nullable Written> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(written(parser, token, line, IN_A_LIST, found));
        }
        return elements;
    }

    private static boolean startsWith(List<String> path, List<String> begin) {
        return path.subList(0, begin.size()).equals(begin);
    }
}
