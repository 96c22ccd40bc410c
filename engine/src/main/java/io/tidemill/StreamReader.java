// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.function.Function;

import io.tidemill.codec.Encoding;
import io.tidemill.format.LineFormat;
import io.tidemill.memory.Schema;
import io.tidemill.plan.Site;

/// Says how text is read into columns, [StreamingContext#readStream]: the format first, then where the text comes from.
///
/// ```java
/// ssc.readStream(Trade.class).json().textFileStream("in");
/// ssc.readStream(Trade.class).csv(CsvOptions.standard().header(true).delimiter(';')).textFile(path);
/// ```
public final class StreamReader<T> {
    private final StreamingContext context;
    private final Encoding<T> encoding;

    StreamReader(StreamingContext context, Encoding<T> encoding) {
        this.context = context;
        this.encoding = encoding;
    }

    /// Each line is a JSON object.
    public FormattedLines<T> json() {
        return json(JsonOptions.standard());
    }

    /// The same with options.
    public FormattedLines<T> json(JsonOptions options) {
        return lines(options::format, CallSite.of("json"));
    }

    /// Each line is a row of CSV.
    public FormattedLines<T> csv() {
        return csv(CsvOptions.standard());
    }

    /// The same with options.
    public FormattedLines<T> csv(CsvOptions options) {
        return lines(options::format, CallSite.of("csv"));
    }

    private FormattedLines<T> lines(Function<Schema, LineFormat> format, Site site) {
        try {
            return new FormattedLines<>(context, encoding, format.apply(encoding.schema()));
        } catch (IllegalArgumentException refused) {
            throw new PlanException("%s [%s]".formatted(refused.getMessage(), site), refused);
        }
    }
}
