// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.nio.ByteBuffer;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The memory of a record in the making: a payload that is written piece by piece, then sealed into a whole record.
///
/// The memory grows when it must and is kept for the next record. One thread; no garbage but for names and when it grows.
public final class RecordFrame implements AutoCloseable {
    /// The most bytes that a number takes.
    static final int MOST_VARINT_BYTES = 10;

    private final MemoryBudget budget;
    private final String what;
    private Buffer memory;
    private Checksum checksum;
    private ByteBuffer view;
    private long cursor;
    private int bytes;
    private int crc;

    /// @param what for messages about memory
    /// @param payloadBytes what it has room for at first
    public RecordFrame(MemoryBudget budget, String what, long payloadBytes) {
        this.budget = budget;
        this.what = what;
        memory = allocate(payloadBytes);
        checksum = new Checksum(memory.address(), (int) memory.bytes());
        view = Memory.segment(memory.address(), memory.bytes()).asByteBuffer();
        begin();
    }

    private Buffer allocate(long payloadBytes) {
        if (payloadBytes > RecordLayout.MOST_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a record holds %,d bytes at most, and %s asks for %,d: make blocks smaller"
                            .formatted(RecordLayout.MOST_PAYLOAD_BYTES, what, payloadBytes));
        }
        return Buffer.allocate(budget, what, RecordLayout.paddedPayload((int) payloadBytes) + RecordLayout.FRAME_BYTES);
    }

    /// Begins an empty payload.
    public void begin() {
        cursor = memory.address() + RecordLayout.PAYLOAD_AT;
        bytes = 0;
    }

    /// The bytes of the payload so far.
    public int payloadBytes() {
        return (int) (cursor - memory.address()) - RecordLayout.PAYLOAD_AT;
    }

    /// Makes room for so many more bytes; addresses that were taken before are void when the memory had to grow.
    public void room(long more) {
        long needed = payloadBytes() + more;
        if (needed + RecordLayout.FRAME_BYTES > memory.bytes()) {
            grow(needed);
        }
    }

    private void grow(long payloadBytes) {
        long doubled = Math.min(2 * memory.bytes(), RecordLayout.MOST_PAYLOAD_BYTES);
        Buffer larger = allocate(Math.max(payloadBytes, doubled));
        long used = cursor - memory.address();
        Memory.copy(memory.address(), larger.address(), used);
        memory.close();
        memory = larger;
        checksum = new Checksum(memory.address(), (int) memory.bytes());
        view = Memory.segment(memory.address(), memory.bytes()).asByteBuffer();
        cursor = memory.address() + used;
    }

    /// Where the next byte goes: for those that write themselves, after [#room], and then say so by [#advance].
    long cursor() {
        return cursor;
    }

    void advance(int written) {
        cursor += written;
    }

    public void putByte(int value) {
        room(1);
        Memory.putByte(cursor++, (byte) value);
    }

    public void putInt(int value) {
        room(Integer.BYTES);
        Memory.putInt(cursor, value);
        cursor += Integer.BYTES;
    }

    public void putLong(long value) {
        room(Long.BYTES);
        Memory.putLong(cursor, value);
        cursor += Long.BYTES;
    }

    /// Writes a number in seven bits a byte, the lowest first; negative ones take ten bytes.
    public void putVarint(long value) {
        room(MOST_VARINT_BYTES);
        cursor += putVarint(cursor, value);
    }

    /// Writes a number at a place; answers its bytes.
    static int putVarint(long address, long value) {
        long at = address;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            Memory.putByte(at++, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        Memory.putByte(at++, (byte) rest);
        return (int) (at - address);
    }

    /// How many bytes a number takes.
    static int varintBytes(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    /// Writes text with its length in front.
    public void putText(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        putVarint(utf8.length);
        room(utf8.length);
        Memory.copyIn(utf8, 0, cursor, utf8.length);
        cursor += utf8.length;
    }

    /// Writes what remains in a buffer with its length in front; the buffer stays as it is.
    void putBytes(ByteBuffer source) {
        int length = source.remaining();
        putVarint(length);
        room(length);
        view.put((int) (cursor - memory.address()), source, source.position(), length);
        cursor += length;
    }

    /// Makes the payload a record: frame in front, zeros and CRC behind.
    public void seal(short type, long incarnation, long sequence, int previousCrc) {
        int payload = payloadBytes();
        int padded = RecordLayout.paddedPayload(payload);
        room(padded - payload + (long) Integer.BYTES);
        for (int i = payload; i < padded; i++) {
            Memory.putByte(cursor++, (byte) 0);
        }
        long base = memory.address();
        Memory.putInt(base + RecordLayout.MAGIC_AT, RecordLayout.MAGIC);
        Memory.putShort(base + RecordLayout.VERSION_AT, RecordLayout.VERSION);
        Memory.putShort(base + RecordLayout.TYPE_AT, type);
        Memory.putLong(base + RecordLayout.INCARNATION_AT, incarnation);
        Memory.putLong(base + RecordLayout.SEQUENCE_AT, sequence);
        Memory.putInt(base + RecordLayout.PREVIOUS_CRC_AT, previousCrc);
        Memory.putInt(base + RecordLayout.LENGTH_AT, padded);
        int covered = RecordLayout.PAYLOAD_AT + padded;
        crc = checksum.of(0, covered);
        Memory.putInt(base + covered, crc);
        bytes = covered + Integer.BYTES;
    }

    /// Where the sealed record begins.
    public long address() {
        return memory.address();
    }

    /// The bytes of the sealed record.
    public int bytes() {
        return bytes;
    }

    /// The sealed record's CRC: the next one's previous.
    public int crc() {
        return crc;
    }

    @Override
    public void close() {
        memory.close();
    }
}
