// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes what must not be read by everybody out of messages.
///
/// Every property is a secret that is not known to be none, and so is each word within one, such as a JAAS line: to hide a word too
/// many does less harm than one too few.
final class Secrets {
    private static final String HIDDEN = "***";
    private static final int SHORTEST = 3; // shorter ones would hide words by chance
    private static final Pattern HARMLESS = Pattern.compile(
            "(fetch|max|receive|send|reconnect|retry|request|connections|socket|metrics?|check|client)\\..*"
                    + "|security\\.protocol|sasl\\.mechanism|ssl\\..*(type|protocols?|algorithm|provider|location|suites)"
                    + "|config\\.providers(\\..*\\.class)?|.*\\.(ms|bytes)");
    private static final Pattern BETWEEN = Pattern.compile("[\\s;=\"]+");
    private static final Pattern JAAS_WORDS = Pattern.compile(
            "[\\w.$]+LoginModule|required|requisite|sufficient|optional|username|password|serviceName|principal|keyTab|useKeyTab|storeKey");

    private final List<String> values;

    Secrets(Map<String, String> properties) {
        values = properties.entrySet()
                .stream()
                .filter(property -> !HARMLESS.matcher(property.getKey().toLowerCase(Locale.ROOT)).matches())
                .flatMap(property -> parts(property.getValue()))
                .filter(value -> value.length() >= SHORTEST && !value.equals("true") && !value.equals("false"))
                .filter(value -> !JAAS_WORDS.matcher(value).matches())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static Stream<String> parts(String value) {
        return Stream.concat(Stream.of(value), BETWEEN.splitAsStream(value));
    }

    /// The text without them.
    String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, HIDDEN);
        }
        return hidden;
    }

    /// Whether a failure, or what caused it, tells one.
    boolean isToldBy(Throwable failure) {
        for (Throwable told = failure; told != null; told = told.getCause()) {
            String text = String.valueOf(told);
            if (!hide(text).equals(text)) {
                return true;
            }
        }
        return false;
    }
}
