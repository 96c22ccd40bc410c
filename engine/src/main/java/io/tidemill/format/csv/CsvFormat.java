// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.csv;

import java.util.HashSet;
import java.util.List;

import io.tidemill.format.LineDecoder;
import io.tidemill.format.LineFormat;
import io.tidemill.format.LineQuotes;
import io.tidemill.format.column.ParsedRows;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

/// Lines of CSV. What each column holds is in `docs/formats.md`.
///
/// @param layout the columns of the text, in its order; those that the schema does not have are passed over
public record CsvFormat(Schema schema, List<String> layout, CsvDialect dialect, ValueOptions values)
        implements
            LineFormat {

    public CsvFormat {
        layout = List.copyOf(layout);
        ParsedRows.check(schema, false);
        if (new HashSet<>(layout).size() < layout.size()) {
            throw new IllegalArgumentException("two columns of the text have one name: " + layout);
        }
        for (Field field : schema.fields()) {
            if (!layout.contains(field.name())) {
                throw new IllegalArgumentException(
                        "column `%s` is not among those of the text: %s".formatted(field.name(), layout));
            }
        }
    }

    /// Text that has the columns of a schema, in their order.
    public static CsvFormat of(Schema schema) {
        return new CsvFormat(schema, schema.fields().stream().map(Field::name).toList(), CsvDialect.STANDARD,
                ValueOptions.STANDARD);
    }

    @Override
    public void prepare(Forge forge) {
        forge.kernel(CsvDecoder.marks(dialect));
    }

    @Override
    public LineDecoder open(Forge forge, MemoryBudget budget, String what) {
        return new CsvDecoder(this, forge, budget, what);
    }

    @Override
    public LineQuotes quotes() {
        return dialect.multiLine()
                ? new LineQuotes(dialect.delimiter(), dialect.quote(), dialect.escape())
                : LineQuotes.NONE;
    }
}
