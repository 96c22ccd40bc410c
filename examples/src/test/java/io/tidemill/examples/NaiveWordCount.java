// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/// Counts words one by one, as the reference for those who count them by the column.
public final class NaiveWordCount {

    private NaiveWordCount() {}

    /// Words at runs of bytes 9 to 13 and 32, as bytes in a Latin-1 string.
    public static Map<String, Integer> counts(byte[] text) {
        Map<String, Integer> counts = new HashMap<>();
        int start = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == ' ' || (text[i] >= 9 && text[i] <= 13)) {
                if (i > start) {
                    counts.merge(new String(text, start, i - start, ISO_8859_1), 1, Integer::sum);
                }
                start = i + 1;
            }
        }
        return counts;
    }

    /// The CSV file that counts make: the highest first, then by bytes.
    public static String csv(Map<String, Integer> counts) {
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing((left, right) -> Arrays.compareUnsigned(left.getKey().getBytes(ISO_8859_1),
                        right.getKey().getBytes(ISO_8859_1))));
        StringBuilder csv = new StringBuilder();
        for (Map.Entry<String, Integer> entry : entries) {
            String word = new String(entry.getKey().getBytes(ISO_8859_1), UTF_8);
            boolean quoted = word.matches("(?s).*[,\"\r\n].*");
            csv.append(quoted ? "\"" + word.replace("\"", "\"\"") + "\"" : word)
                    .append(',')
                    .append(entry.getValue())
                    .append('\n');
        }
        return csv.toString();
    }
}
