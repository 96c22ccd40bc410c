// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import java.util.function.ToIntFunction;

/// Why a line may be no JSON object: the numbers of the reasons. Where a walk along a line ends early, it answers the negative number.
final class JsonReasons {
    /// Objects and arrays within each other, as Jackson and Spark have it.
    static final int DEEPEST = 1_000;

    final int noObject;
    final int cutOff;
    final int invalid;
    final int badEscape;
    final int controlCharacter;
    final int tooDeep;
    final int trailing;

    /// @param numbers gives each reason its number, from 1 on
    JsonReasons(ToIntFunction<String> numbers) {
        noObject = numbers.applyAsInt("no JSON object");
        cutOff = numbers.applyAsInt("JSON cut off");
        invalid = numbers.applyAsInt("invalid JSON");
        badEscape = numbers.applyAsInt("invalid escape in JSON");
        controlCharacter = numbers.applyAsInt("control character in a JSON string");
        tooDeep = numbers.applyAsInt("JSON nested deeper than 1,000");
        trailing = numbers.applyAsInt("text behind the JSON object");
    }
}
