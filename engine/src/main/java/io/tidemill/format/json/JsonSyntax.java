// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import io.tidemill.format.column.Digits;
import io.tidemill.format.column.TextMarks;
import io.tidemill.memory.Memory;

/// Walks along the text of one line, by RFC 8259: each step takes the position where something begins, and answers where it ends.
///
/// Answers are negative where the line is no JSON: minus the number of the reason. No step looks for the end of the line in each byte:
/// what stands behind it may be read, up to 64 bytes, and whoever takes steps must see that none ended beyond [#end].
final class JsonSyntax {
    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int FALS = 'f' | 'a' << 8 | 'l' << 16 | 's' << 24;
    private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
    private static final int WORDS = (JsonReasons.DEEPEST >>> 6) + 1;

    private final TextMarks marks;
    private final JsonReasons reasons;
    private final long[] isObject = new long[WORDS]; // a bit for each level that is open within what is skipped
    private long text;
    private int end;
    private boolean escaped;

    JsonSyntax(TextMarks marks, JsonReasons reasons) {
        this.marks = marks;
        this.reasons = reasons;
    }

    /// Begins with a line of a text whose marks are known.
    void begin(long textAddress, int lineEnd) {
        text = textAddress;
        end = lineEnd;
    }

    int end() {
        return end;
    }

    byte at(int position) {
        return Memory.byteAt(text + position);
    }

    long address(int position) {
        return text + position;
    }

    /// What went wrong at a position: behind the line's end that it ends there, whatever follows in memory.
    int fail(int position, int reason) {
        return -(position >= end ? reasons.cutOff : reason);
    }

    /// Goes past white space.
    int white(int position) {
        return at(position) > ' ' ? position : pastWhite(position);
    }

    private int pastWhite(int from) {
        int position = from;
        while (position < end) {
            byte value = at(position);
            if (value != ' ' && value != '\t' && value != '\n' && value != '\r') {
                break;
            }
            position++;
        }
        return position;
    }

    /// From behind a string's first quote to its last; [#wasEscaped] then tells whether there are escapes in it.
    int string(int from) {
        int position = marks.next(from);
        escaped = false;
        if (at(position) == '"') {
            return position;
        }
        return escapedString(position);
    }

    private int escapedString(int mark) {
        int position = mark;
        while (position < end) {
            byte value = at(position);
            if (value == '"') {
                escaped = true;
                return position;
            }
            if (value != '\\') {
                return fail(position, reasons.controlCharacter);
            }
            int bytes = JsonEscapes.bytes(text + position);
            if (bytes == 0 || position + bytes > end) {
                return fail(position + bytes, reasons.badEscape);
            }
            position = marks.next(position + bytes);
        }
        return -reasons.cutOff;
    }

    boolean wasEscaped() {
        return escaped;
    }

    /// From behind a name's closing quote to the value.
    int pastColon(int from) {
        int position = white(from);
        return at(position) == ':' ? white(position + 1) : fail(position, reasons.invalid);
    }

    /// From the first byte of a number, `true`, `false` or `null` to behind it.
    int bare(int from) {
        byte first = at(from);
        if (first == '-' || (first >= '0' && first <= '9')) {
            return number(from);
        }
        int word = Memory.intAt(text + from);
        if (word == TRUE || word == NULL) {
            return from + 4;
        }
        return word == FALS && at(from + 4) == 'e' ? from + 5 : fail(from, reasons.invalid);
    }

    boolean isNull(int position) {
        return Memory.intAt(text + position) == NULL;
    }

    private int number(int from) {
        int position = at(from) == '-' ? from + 1 : from;
        int whole = digits(position);
        if (whole <= position || (at(position) == '0' && whole > position + 1)) {
            return fail(whole, reasons.invalid);
        }
        position = whole;
        if (at(position) == '.') {
            int fraction = digits(position + 1);
            if (fraction <= position + 1) {
                return fail(fraction, reasons.invalid);
            }
            position = fraction;
        }
        if ((at(position) | 0x20) == 'e') {
            byte sign = at(position + 1);
            int first = sign == '-' || sign == '+' ? position + 2 : position + 1;
            position = digits(first);
            if (position <= first) {
                return fail(position, reasons.invalid);
            }
        }
        return position;
    }

    private int digits(int from) {
        return (int) (Digits.end(text + from, text + end) - text);
    }

    /// From an object or array to behind it, whatever is in it.
    ///
    /// @param depth how many it is in already
    int nested(int from, int depth) {
        int position = from;
        int level = 0;
        while (position < end) {
            byte first = at(position);
            if (first == '{' || first == '[') {
                if (depth + level == JsonReasons.DEEPEST) {
                    return -reasons.tooDeep;
                }
                open(level++, first == '{');
                position = white(position + 1);
                if (at(position) != closing(level)) {
                    position = first == '{' ? name(position) : position;
                    if (position < 0) {
                        return position;
                    }
                    continue;
                }
            } else {
                position = scalar(position);
                if (position < 0) {
                    return position;
                }
                position = white(position);
            }
            while (position < end && at(position) == closing(level)) {
                position++;
                if (--level == 0) {
                    return position;
                }
                position = white(position);
            }
            if (at(position) != ',') {
                return fail(position, reasons.invalid);
            }
            position = white(position + 1);
            if (closing(level) == '}') {
                position = name(position);
                if (position < 0) {
                    return position;
                }
            }
        }
        return -reasons.cutOff;
    }

    private void open(int level, boolean object) {
        long bit = 1L << level;
        isObject[level >>> 6] = object ? isObject[level >>> 6] | bit : isObject[level >>> 6] & ~bit;
    }

    /// What closes the innermost of some levels.
    private char closing(int levels) {
        int level = levels - 1;
        return (isObject[level >>> 6] >>> level & 1) != 0 ? '}' : ']';
    }

    /// From a name's first quote to its value.
    private int name(int from) {
        if (at(from) != '"') {
            return fail(from, reasons.invalid);
        }
        int quote = string(from + 1);
        return quote < 0 ? quote : pastColon(quote + 1);
    }

    private int scalar(int from) {
        if (at(from) != '"') {
            return bare(from);
        }
        int quote = string(from + 1);
        return quote < 0 ? quote : quote + 1;
    }
}
