// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.Utf8;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: whether bytes are UTF-8, a vector at a time; the scalar twin does the first bytes and the last.
///
/// After Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2021): three tables, looked up by the halves
/// of each byte and the one before, hold a bit for each way in which two bytes may not follow each other; what both bytes agree
/// on is an error. Third and fourth bytes are told by the two bytes before those.
final class VectorUtf8Check implements Loop.TextCheck {
    private static final VectorSpecies<Byte> SPECIES = Lanes.bytes(Stamp.of(MethodHandles.lookup()).vectorBits());
    private static final int LANES = SPECIES.length();
    private static final int LOOK_BACK = 3;

    private static final int TOO_SHORT = 1; // a first byte, then none that continues it
    private static final int TOO_LONG = 2; // ASCII, then a tail
    private static final int OVERLONG_3 = 4;
    private static final int TOO_LARGE = 8; // above U+10FFFF
    private static final int SURROGATE = 16;
    private static final int OVERLONG_2 = 32;
    private static final int TOO_LARGE_1000 = 64; // F5 and above, then 80 to 8F
    private static final int OVERLONG_4 = 64;
    private static final int TWO_TAILS = 128; // no error in the third and fourth byte of a sequence
    private static final int CARRY = TOO_SHORT | TOO_LONG | TWO_TAILS; // whatever the low half of the first byte
    private static final int LARGE = CARRY | TOO_LARGE | TOO_LARGE_1000;
    private static final int TAIL = TOO_LONG | OVERLONG_2 | TWO_TAILS; // of a second byte that is one

    private static final ByteVector FIRST_HIGH = table(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
            TOO_LONG, TOO_LONG,
            TWO_TAILS, TWO_TAILS, TWO_TAILS, TWO_TAILS, TOO_SHORT | OVERLONG_2, TOO_SHORT,
            TOO_SHORT | OVERLONG_3 | SURROGATE,
            TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
    private static final ByteVector FIRST_LOW = table(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, CARRY | OVERLONG_2,
            CARRY, CARRY,
            CARRY | TOO_LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE | SURROGATE, LARGE, LARGE);
    private static final ByteVector SECOND_HIGH = table(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
            TOO_SHORT, TOO_SHORT,
            TOO_SHORT, TAIL | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4, TAIL | OVERLONG_3 | TOO_LARGE,
            TAIL | SURROGATE | TOO_LARGE,
            TAIL | SURROGATE | TOO_LARGE, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);

    private final Loop.TextCheck rest;

    VectorUtf8Check(Loop.TextCheck rest) {
        this.rest = rest;
    }

    /// Sixteen entries, over and over.
    private static ByteVector table(int... entries) {
        byte[] lanes = new byte[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = (byte) entries[lane % entries.length];
        }
        return ByteVector.fromArray(SPECIES, lanes, 0);
    }

    @Override
    public int apply(long text, int bytes) {
        if (bytes < LOOK_BACK + LANES) {
            return rest.apply(text, bytes);
        }
        int position = Utf8.sequenceEnd(text, LOOK_BACK, bytes);
        int valid = rest.apply(text, position);
        if (valid < position) {
            return valid;
        }
        boolean afterAscii = true;
        for (; position <= bytes - LANES; position += LANES) {
            ByteVector current = load(text + position);
            boolean isAscii = !current.compare(VectorOperators.LT, (byte) 0).anyTrue();
            if (!(isAscii && afterAscii) && isInvalid(text + position, current)) {
                break;
            }
            afterAscii = isAscii;
        }
        int from = Utf8.sequenceBefore(text, position);
        return from + rest.apply(text + from, bytes - from);
    }

    private static boolean isInvalid(long address, ByteVector current) {
        ByteVector first = load(address - 1);
        ByteVector twoBefore = load(address - 2);
        ByteVector threeBefore = load(address - 3);
        ByteVector errors = high(first).selectFrom(FIRST_HIGH)
                .and(first.and((byte) 0x0f).selectFrom(FIRST_LOW))
                .and(high(current).selectFrom(SECOND_HIGH));
        VectorMask<Byte> mustBeTail = twoBefore.compare(VectorOperators.UGE, (byte) 0xe0)
                .or(threeBefore.compare(VectorOperators.UGE, (byte) 0xf0));
        ByteVector expected = ByteVector.zero(SPECIES).blend((byte) TWO_TAILS, mustBeTail);
        return errors.compare(VectorOperators.NE, expected).anyTrue();
    }

    /// The high half of each byte.
    private static ByteVector high(ByteVector bytes) {
        return bytes.lanewise(VectorOperators.LSHR, 4).and((byte) 0x0f);
    }

    private static ByteVector load(long address) {
        return ByteVector.fromMemorySegment(SPECIES, Memory.ALL, address, ByteOrder.LITTLE_ENDIAN);
    }
}
