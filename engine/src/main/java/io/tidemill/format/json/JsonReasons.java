// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import io.tidemill.format.column.Verdicts;

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

    JsonReasons(Verdicts verdicts) {
        noObject = verdicts.reason("no JSON object");
        cutOff = verdicts.reason("JSON cut off");
        invalid = verdicts.reason("invalid JSON");
        badEscape = verdicts.reason("invalid escape in JSON");
        controlCharacter = verdicts.reason("control character in a JSON string");
        tooDeep = verdicts.reason("JSON nested deeper than 1,000");
        trailing = verdicts.reason("text behind the JSON object");
    }
}
