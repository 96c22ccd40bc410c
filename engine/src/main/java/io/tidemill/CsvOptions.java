// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;

import io.tidemill.format.BadValues;
import io.tidemill.format.TimeFormat;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.format.csv.CsvDialect;
import io.tidemill.format.csv.CsvFormat;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;

/// How lines of CSV become rows, for [StreamReader#csv(CsvOptions)]. Immutable: each method answers other options.
public final class CsvOptions {
    private final List<String> columns;
    private final CsvDialect dialect;
    private final ValueOptions values;

    private CsvOptions(List<String> columns, CsvDialect dialect, ValueOptions values) {
        this.columns = List.copyOf(columns);
        this.dialect = dialect;
        this.values = values;
    }

    /// RFC 4180 without a header: commas, quotes that are doubled within quotes, one line a row, nothing for null. Times are ISO 8601; a
    /// row with a bad value is a reject.
    public static CsvOptions standard() {
        return new CsvOptions(List.of(), CsvDialect.STANDARD, ValueOptions.STANDARD);
    }

    /// Names all columns of the text in its order, if they are not those of the stream: the others are passed over.
    public CsvOptions columns(String... names) {
        return new CsvOptions(List.of(names), dialect, values);
    }

    /// Whether the first line of each file names the columns: it must name those expected, in their order.
    public CsvOptions header(boolean isThere) {
        return with(dialect.withHeader(isThere));
    }

    public CsvOptions delimiter(char character) {
        return with(dialect.withDelimiter(character));
    }

    /// Sets the quote; `'\0'` for none.
    public CsvOptions quote(char character) {
        return with(dialect.withQuote(character));
    }

    /// Sets what takes a quote within quotes its meaning: the quote itself if nothing is said, a backslash in Spark.
    public CsvOptions escape(char character) {
        return with(dialect.withEscape(character));
    }

    /// Passes over lines that begin with a character.
    public CsvOptions comment(char character) {
        return with(dialect.withComment(character));
    }

    /// Sets what stands, without quotes, for null. In columns that are no text nothing stands for null too.
    public CsvOptions nullValue(String text) {
        return with(dialect.withNullValue(text));
    }

    /// Whether quotes may hold line ends.
    public CsvOptions multiLine(boolean isAllowed) {
        return with(dialect.withMultiLine(isAllowed));
    }

    private CsvOptions with(CsvDialect other) {
        return new CsvOptions(columns, other, values);
    }

    public CsvOptions timestampFormat(TimeFormat format) {
        return new CsvOptions(columns, dialect, values.withTimestamps(format));
    }

    /// The same by a pattern of the JDK's, as Spark's option of this name.
    public CsvOptions timestampFormat(String pattern) {
        return timestampFormat(TimeFormat.pattern(pattern));
    }

    public CsvOptions dateFormat(TimeFormat format) {
        return new CsvOptions(columns, dialect, values.withDates(format));
    }

    /// The same by a pattern of the JDK's, as Spark's option of this name.
    public CsvOptions dateFormat(String pattern) {
        return dateFormat(TimeFormat.pattern(pattern));
    }

    /// What becomes of a row in which a value is not of its column's type.
    public CsvOptions badValues(BadValues fate) {
        return new CsvOptions(columns, dialect, values.withBadValues(fate));
    }

    CsvFormat format(Schema schema) {
        List<String> layout = columns.isEmpty() ? schema.fields().stream().map(Field::name).toList() : columns;
        return new CsvFormat(schema, layout, dialect, values);
    }
}
