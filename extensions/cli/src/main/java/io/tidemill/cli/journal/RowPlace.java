// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Which row of all that operators were handed, as the engine's messages name it: `SEQUENCE:ROW`.
///
/// @param sequence of the slot that led to it
/// @param row counts the rows that the operator was handed for this slot, from 0
record RowPlace(long sequence, long row) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    /// Reads a place.
    static final class Converter implements ITypeConverter<RowPlace> {
        @Override
        public RowPlace convert(String text) {
            Matcher place = FORM.matcher(text);
            if (!place.matches()) {
                throw new TypeConversionException(
                        "`%s` is no place of a row: write SEQUENCE:ROW, such as 41:3, as the engine's message has it"
                                .formatted(text));
            }
            return new RowPlace(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
        }
    }
}
