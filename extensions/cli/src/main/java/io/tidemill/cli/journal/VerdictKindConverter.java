// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal;

import java.util.Arrays;
import java.util.List;

import io.tidemill.journal.Verdict;
import io.tidemill.plan.expr.Suggestion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a kind of verdict by its word.
final class VerdictKindConverter implements ITypeConverter<Verdict.Kind> {
    @Override
    public Verdict.Kind convert(String text) {
        List<String> words = Arrays.stream(Verdict.Kind.values()).map(Verdict.Kind::word).toList();
        return Arrays.stream(Verdict.Kind.values())
                .filter(kind -> kind.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("`%s` is no verdict%s; there is %s".formatted(text,
                        Suggestion.text(text, words), String.join(" and ", words))));
    }
}
