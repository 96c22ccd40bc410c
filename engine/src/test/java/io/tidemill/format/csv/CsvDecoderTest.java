// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.csv;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.format.Decoded;
import io.tidemill.format.column.ValueOptions;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@MethodSource("forges")
class CsvDecoderTest {
    private static final Schema TRADE = Schema.of(Field.nullable("symbol", Type.UTF8),
            Field.nullable("price", Type.FLOAT64), Field.of("size", Type.INT32));
    private static final CsvDialect STANDARD = CsvDialect.STANDARD;

    private final Forge forge;

    CsvDecoderTest(Forge forge) {
        this.forge = forge;
    }

    static List<Named<Forge>> forges() {
        return List.of(Named.of("scalar", Forge.scalarOnly()), Named.of("vectors", Forge.vectorAtOnce()));
    }

    @Test
    void readsColumnsByTheirOrder() {
        assertThat(trades(STANDARD, "ACME,10.5,200\r\n\"Ulm, Inc\",\"-1e3\",+007\r\n\nX,1,2"))
                .containsExactly(row("ACME", 10.5, 200), row("Ulm, Inc", -1000.0, 7), row("X", 1.0, 2));
    }

    @Test
    void tellsNothingFromAnEmptyText() {
        assertThat(trades(STANDARD, ",,1\n\"\",1,2\n\"\",\"\",3\nx,1,\n"))
                .containsExactly(row(null, null, 1), row("", 1.0, 2), "!11 `price`: not a number",
                        "!19 `size`: no value");
        assertThat(trades(STANDARD.withNullValue("NA"), "NA,NA,1\n,,2\n\"NA\",,3\n"))
                .containsExactly(row(null, null, 1), row("", null, 2), row("NA", null, 3));
        assertThat(Decoded.of(CsvFormat.of(Schema.of(Field.of("a", Type.UTF8), Field.of("b", Type.UTF8))), forge, ",x"))
                .containsExactly(row("", "x"));
    }

    @Test
    void rejectsRaggedRowsAndKeepsTheOthers() {
        assertThat(trades(STANDARD, "a,1,1\nb,2\nc,3,3,\n,\nd,4,4\n"))
                .containsExactly(row("a", 1.0, 1), "!6 fewer fields than columns", "!10 more fields than columns",
                        "!17 fewer fields than columns", row("d", 4.0, 4));
    }

    @Test
    void readsQuotesWhereAFieldBeginsOnly() {
        assertThat(trades(STANDARD, "\"say \"\"hi\"\"\",1,2\n5\" pipe,1,2\n\"\"\"\",1,2\n"))
                .containsExactly(row("say \"hi\"", 1.0, 2), row("5\" pipe", 1.0, 2), row("\"", 1.0, 2));
        assertThat(trades(STANDARD, "\"open,1,2\n\"a\"b,1,2\n\"a\" ,1,2\nc,1,2\n"))
                .containsExactly("!0 quotes that do not enclose a field", "!10 quotes that do not enclose a field",
                        "!19 quotes that do not enclose a field", row("c", 1.0, 2));
    }

    @Test
    void takesAnEscapeOfItsOwnOnlyBeforeAQuoteOrItself() {
        assertThat(trades(STANDARD.withEscape('\\'), "\"a\\\"b\",1,1\n\"C:\\temp\\\\\",1,2\n\\\"x,1,3\n"))
                .containsExactly(row("a\"b", 1.0, 1), row("C:\\temp\\", 1.0, 2), row("\\\"x", 1.0, 3));
    }

    @Test
    void readsOtherDialects() {
        CsvDialect dialect = STANDARD.withDelimiter('\t').withQuote('\'').withComment('#');

        assertThat(trades(dialect, "# a comment\n'it''s'\t1\t2\n\"a,b\"\t3\t4\n"))
                .containsExactly(row("it's", 1.0, 2), row("\"a,b\"", 3.0, 4));
        assertThat(trades(STANDARD.withQuote('\0'), "\"a\",1,2\n\0,3,4")).containsExactly(row("\"a\"", 1.0, 2),
                row("\0", 3.0, 4));
    }

    @Test
    void readsValuesOfSeveralLinesWhereThatIsAskedFor() {
        String text = "\"two\nlines\",1,2\r\n\"\r\n\"\"\n\",3,4\nx,5,6";

        assertThat(trades(STANDARD.withMultiLine(true), text)).containsExactly(row("two\nlines", 1.0, 2),
                row("\r\n\"\n", 3.0, 4), row("x", 5.0, 6));
        assertThat(trades(STANDARD, text)).hasSize(6).last().isEqualTo(row("x", 5.0, 6));
    }

    @Test
    void losesALineLimitAndAReadAtMostToAQuoteThatIsNotClosed() {
        String text = "\"open,1,2\n" + "a,1,2\n".repeat(60_000);

        List<Object> events = trades(STANDARD.withMultiLine(true), text);

        assertThat(events.getFirst()).isEqualTo("!0 line longer than 65,536 bytes");
        assertThat(events.subList(1, events.size()))
                .hasSizeBetween(60_000 - (65_536 + (128 << 10)) / 6, 60_000 - 65_536 / 6)
                .containsOnly(row("a", 1.0, 2));
    }

    @Test
    void passesOverAHeaderThatNamesTheColumns() {
        assertThat(trades(STANDARD.withHeader(true), "\ufeffsymbol,\"price\",size\na,1,2\nsymbol,price,size\n"))
                .containsExactly(row("a", 1.0, 2), "!29 `price`: not a number");
        assertThatThrownBy(() -> trades(STANDARD.withHeader(true), "symbol,size,price\na,1,2\n"))
                .hasMessage("the header names the columns [symbol, size, price], and those expected are "
                        + "[symbol, price, size]: name all columns of the text, in its order");
    }

    @Test
    void passesOverColumnsThatNobodyAskedFor() {
        CsvFormat format = new CsvFormat(Schema.of(Field.of("c", Type.INT64), Field.of("a", Type.UTF8)),
                List.of("a", "b", "c", "d"), STANDARD.withHeader(true), ValueOptions.STANDARD);

        assertThat(Decoded.of(format, forge, "a,b,c,d\nx,\"y,\",5,\n")).containsExactly(row(5L, "x"));
    }

    @Test
    void refusesDialectsThatCannotBeRead() {
        assertThatThrownBy(() -> STANDARD.withDelimiter('é'))
                .hasMessage("the delimiter must be an ASCII character, and no line end, was 'é'");
        assertThatThrownBy(() -> STANDARD.withDelimiter('"'))
                .hasMessage("the delimiter must be a character of its own, was '\"'");
        assertThatThrownBy(() -> STANDARD.withQuote('\n')).hasMessageContaining("was U+000A");
        assertThatThrownBy(() -> STANDARD.withQuote('\0').withMultiLine(true))
                .hasMessage("values of several lines need quotes");
        assertThatThrownBy(() -> new CsvFormat(TRADE, List.of("symbol", "price"), STANDARD, ValueOptions.STANDARD))
                .hasMessage("column `size` is not among those of the text: [symbol, price]");
        assertThatThrownBy(() -> new CsvFormat(TRADE, List.of("size", "size"), STANDARD, ValueOptions.STANDARD))
                .hasMessage("two columns of the text have one name: [size, size]");
    }

    private List<Object> trades(CsvDialect dialect, String text) {
        return Decoded.of(new CsvFormat(TRADE, List.of("symbol", "price", "size"), dialect, ValueOptions.STANDARD),
                forge, text);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
