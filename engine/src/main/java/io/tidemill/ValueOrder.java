// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

/// The order of values in columns, for the same values on the heap: that of text is the order of its UTF-8 bytes.
final class ValueOrder {

    private ValueOrder() {}

    static <V extends Comparable<? super V>> int compare(V left, V right) {
        return left instanceof String first && right instanceof String second
                ? compareText(first, second)
                : left.compareTo(right);
    }

    /// As bytes without sign: code points in UTF-8 stand in their own order, where surrogates stand above all other chars.
    private static int compareText(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char first = left.charAt(i);
            char second = right.charAt(i);
            if (first != second) {
                int surrogates = Boolean.compare(Character.isSurrogate(first), Character.isSurrogate(second));
                return surrogates == 0 ? first - second : surrogates;
            }
        }
        return left.length() - right.length();
    }
}
