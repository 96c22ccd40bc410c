// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Numbers as text, and text as numbers.
///
/// Integers are written in decimal digits; floats as Java writes them, by way of a `String`, with the fewest digits that tell a float from
/// its neighbours. Text may have spaces around a number. What is no number, or does not fit, has no value.
public final class NumberTexts {
    private NumberTexts() {}

    public static Shape<Loop.FormatText> format(Type type) {
        Element element = Element.of(type);
        return element.isFloat()
                ? Recipe.single(ScalarFormatFloat.class, element)
                : Recipe.single(ScalarFormatInteger.class, element);
    }

    /// The bits of int64s in hexadecimal digits.
    public static Shape<Loop.FormatText> hex() {
        return Recipe.single(ScalarFormatHex.class);
    }

    /// The characters U+0000 to U+00FF that the low eight bits of int64s are; empty texts of those below zero.
    public static Shape<Loop.FormatText> characters() {
        return Recipe.single(ScalarFormatCharacter.class);
    }

    /// Words for true as an int32 of 1, those for false as 0: `true`, `t`, `yes`, `y` and `1` against `false`, `f`, `no`, `n` and `0`, whatever
    /// their case and the blanks around them.
    public static Shape<Loop.ParseText> truths() {
        return Recipe.single(ScalarParseTruth.class);
    }

    public static Shape<Loop.ParseText> parse(Type type) {
        Element element = Element.of(type);
        return element.isFloat()
                ? Recipe.single(ScalarParseFloat.class, element)
                : Recipe.single(ScalarParseInteger.class, element);
    }
}
