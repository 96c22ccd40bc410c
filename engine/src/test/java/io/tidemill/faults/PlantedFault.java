// SPDX-License-Identifier: Apache-2.0
package io.tidemill.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A piece of a line of our sources, what is to stand in its place, and the tests that must fail then.
///
/// @param file from the repository's root
/// @param tests a class, and behind `#` perhaps one of its methods
record PlantedFault(String name, String file, String before, String after, String tests) {
    private static final int VALUES_FROM = 7;
    private static final String PACKAGE = "io.tidemill.";

    /// The faults of a list, which says itself how it is written.
    static List<PlantedFault> read(Path list) throws IOException {
        List<PlantedFault> faults = new ArrayList<>();
        for (String paragraph : Files.readString(list).split("\n\n")) {
            Map<String, String> values = new HashMap<>();
            paragraph.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> values.put(line.substring(0, VALUES_FROM).strip(), line.substring(VALUES_FROM)));
            if (!values.isEmpty()) {
                faults.add(new PlantedFault(value("fault", values), value("file", values), value("-", values),
                        value("+", values), value("tests", values)));
            }
        }
        return faults;
    }

    private static String value(String key, Map<String, String> values) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no %s in %s".formatted(key, values));
        }
        return value;
    }

    /// A source with the fault.
    String plantedIn(String source) {
        int at = source.indexOf(before);
        if (at < 0 || source.indexOf(before, at + 1) >= 0) {
            throw new IllegalArgumentException("%s does not have once: %s".formatted(file, before));
        }
        return source.substring(0, at) + after + source.substring(at + before.length());
    }

    /// The class whose tests must fail.
    String testClass() {
        return PACKAGE + tests.split("#")[0];
    }

    /// What to hand to [ChosenTests].
    List<String> chosen() {
        int method = tests.indexOf('#');
        return method < 0 ? List.of(testClass()) : List.of(testClass(), tests.substring(method + 1));
    }

    @Override
    public String toString() {
        return name;
    }
}
