// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import io.tidemill.ThreadLayout;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a thread layout by its name.
final class LayoutConverter implements ITypeConverter<ThreadLayout> {

    @Override
    public ThreadLayout convert(String text) {
        return switch (text) {
            case "inline" -> ThreadLayout.inline();
            case "one" -> ThreadLayout.one();
            case "two" -> ThreadLayout.two();
            default ->
                throw new TypeConversionException("`%s` is no layout: there is inline, one and two".formatted(text));
        };
    }
}
