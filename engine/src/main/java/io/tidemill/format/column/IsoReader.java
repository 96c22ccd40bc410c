// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Memory;

/// Moments, days and times of day in ISO 8601, of the years 0000 to 9999.
final class IsoReader implements MomentReader {
    private static final int DATE_BYTES = 10;
    private static final int NONE = -1;
    private static final int MICRO_DIGITS = 6;
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final int LARGEST_OFFSET_MINUTES = 18 * 60;
    private static final long DAYS_TO_1970 = 719_528; // from 0000-01-01

    private final Form form;
    private long at;
    private long end;
    private long micros;

    /// What is read.
    enum Form {
        MOMENT, WITHOUT_ZONE, TIME_OF_DAY
    }

    IsoReader(Form form) {
        this.form = form;
    }

    @Override
    public boolean read(long address, int bytes) {
        end = address + bytes;
        if (form == Form.TIME_OF_DAY) {
            at = address;
            micros = 0;
            return readTime() && at == end;
        }
        if (bytes < DATE_BYTES || !readDate(address)) {
            return false;
        }
        at = address + DATE_BYTES;
        return at == end
                || (isAny('T', 't', ' ') && readTime() && (form == Form.WITHOUT_ZONE || readZone()) && at == end);
    }

    private boolean readDate(long address) {
        int century = two(address);
        int yearOfCentury = two(address + 2);
        int month = two(address + 5);
        int day = two(address + 8);
        if ((century | yearOfCentury | month | day) < 0 || Memory.byteAt(address + 4) != '-'
                || Memory.byteAt(address + 7) != '-') {
            return false;
        }
        int year = 100 * century + yearOfCentury;
        if (month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) {
            return false;
        }
        micros = (daysBefore(year, month) + day - 1) * MICROS_PER_DAY;
        return true;
    }

    private static int daysOf(int month, int year) {
        if (month == 2) {
            return isLeap(year) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /// Days from 1970 to the first of a month.
    private static long daysBefore(int year, int month) {
        long days = 365L * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400 - DAYS_TO_1970;
        int inYear = (367 * month - 362) / 12 - (month <= 2 ? 0 : isLeap(year) ? 1 : 2);
        return days + inYear;
    }

    /// `HH:mm`, `HH:mm:ss`, or that with a fraction.
    private boolean readTime() {
        int hour = nextTwo();
        if (hour < 0 || hour > 23 || !isAny(':', ':', ':')) {
            return false;
        }
        int minute = nextTwo();
        if (minute < 0 || minute > 59) {
            return false;
        }
        int second = 0;
        if (isAny(':', ':', ':')) {
            second = nextTwo();
            if (second < 0 || second > 59 || (isAny('.', ',', ',') && !readFraction())) {
                return false;
            }
        }
        micros += ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND;
        return true;
    }

    private boolean readFraction() {
        int digits = (int) (Digits.end(at, end) - at);
        if (digits == 0 || digits > MOST_FRACTION_DIGITS) {
            return false;
        }
        long fraction = 0;
        for (int i = 0; i < MICRO_DIGITS; i++) {
            fraction = 10 * fraction + (i < digits ? Memory.byteAt(at + i) - '0' : 0);
        }
        at += digits;
        micros += fraction;
        return true;
    }

    /// `Z`, an offset from UTC, or nothing.
    private boolean readZone() {
        if (at == end || isAny('Z', 'z', 'Z')) {
            return true;
        }
        boolean behind = Memory.byteAt(at) == '-';
        if (!isAny('+', '-', '+')) {
            return false;
        }
        int hours = nextTwo();
        int minutes = 0;
        if (at < end) {
            isAny(':', ':', ':');
            minutes = nextTwo();
        }
        if (hours < 0 || minutes < 0 || minutes > 59 || 60 * hours + minutes > LARGEST_OFFSET_MINUTES) {
            return false;
        }
        long offset = (hours * 60L + minutes) * 60 * MICROS_PER_SECOND;
        micros += behind ? offset : -offset;
        return true;
    }

    /// Goes past a byte if it is one of three.
    private boolean isAny(char first, char second, char third) {
        if (at >= end) {
            return false;
        }
        byte found = Memory.byteAt(at);
        boolean isOne = found == first || found == second || found == third;
        at += isOne ? 1 : 0;
        return isOne;
    }

    private int nextTwo() {
        if (at + 2 > end) {
            return NONE;
        }
        int value = two(at);
        at += 2;
        return value;
    }

    /// Two digits, or -1.
    private static int two(long address) {
        int tens = Memory.byteAt(address) - '0';
        int ones = Memory.byteAt(address + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NONE : 10 * tens + ones;
    }

    @Override
    public long micros() {
        return micros;
    }
}
