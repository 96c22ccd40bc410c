// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;

/// The payload of a header record: the header of an incarnation, with the number of the file in front.
final class HeaderCodec {
    private static final int MOST_ROWS = 1 << 24;
    private static final int NULLABLE = 1;

    private HeaderCodec() {}

    static void write(JournalHeader header, int fileNumber, RecordFrame frame) {
        frame.putVarint(fileNumber);
        frame.putText(header.context());
        frame.putVarint(header.firstSequence());
        frame.putVarint(header.predecessor().sequence());
        frame.putInt(header.predecessor().crc());
        frame.putVarint(header.createdMicros());
        frame.putVarint(header.zeroMicros());
        frame.putByte(switch (header.durability().level()) {
            case NONE -> 0;
            case PROCESS -> 1;
            case POWER -> 2;
        });
        frame.putVarint(header.durability().groupMicros());
        frame.putVarint(header.durability().groupBytes());
        frame.putVarint(header.blockRows());
        frame.putVarint(header.textBytes());
        frame.putVarint(header.inputs().size());
        for (JournalHeader.Input input : header.inputs()) {
            frame.putText(input.name());
            writeSchema(input.schema(), frame);
        }
        frame.putVarint(header.fingerprint().size());
        header.fingerprint().forEach(frame::putText);
        frame.putVarint(header.environment().size());
        // sorted, because a map's own order differs from run to run
        new TreeMap<>(header.environment()).forEach((name, value) -> {
            frame.putText(name);
            frame.putText(value);
        });
    }

    private static void writeSchema(Schema schema, RecordFrame frame) {
        frame.putVarint(schema.size());
        for (Field field : schema.fields()) {
            frame.putText(field.name());
            TypeCode.put(field.type(), frame);
            frame.putByte(field.nullable() ? NULLABLE : 0);
        }
    }

    static FileHeader read(long record, PayloadCursor cursor) {
        cursor.begin(record);
        try {
            FileHeader header = read(cursor, RecordLayout.incarnation(record));
            cursor.requireOnlyPadding();
            return header;
        } catch (IllegalArgumentException refused) {
            throw cursor.corruption("a header that says what cannot be: " + refused.getMessage(), refused);
        }
    }

    private static FileHeader read(PayloadCursor cursor, long incarnation) {
        int fileNumber = cursor.varint(Integer.MAX_VALUE, "the number of the file");
        String context = cursor.text();
        long firstSequence = cursor.varint();
        JournalHeader.Seal predecessor = new JournalHeader.Seal(cursor.varint(), cursor.fixedInt());
        long createdMicros = cursor.varint();
        long zeroMicros = cursor.varint();
        Durability durability = readDurability(cursor);
        int blockRows = cursor.varint(MOST_ROWS, "the rows of a block");
        int textBytes = cursor.varint(RecordLayout.MOST_PAYLOAD_BYTES, "the text of a block");
        int inputCount = cursor.count("the number of inputs");
        List<JournalHeader.Input> inputs = new ArrayList<>();
        for (int i = 0; i < inputCount; i++) {
            inputs.add(new JournalHeader.Input(cursor.text(), readSchema(cursor)));
        }
        int lineCount = cursor.count("the number of the fingerprint's lines");
        List<String> fingerprint = new ArrayList<>();
        for (int i = 0; i < lineCount; i++) {
            fingerprint.add(cursor.text());
        }
        int factCount = cursor.count("the number of facts about the environment");
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < factCount; i++) {
            environment.put(cursor.text(), cursor.text());
        }
        return new FileHeader(new JournalHeader(context, incarnation, firstSequence, predecessor, createdMicros,
                zeroMicros, durability, inputs, blockRows, textBytes, fingerprint, environment), fileNumber);
    }

    private static Durability readDurability(PayloadCursor cursor) {
        int level = cursor.unsignedByte();
        return new Durability(switch (level) {
            case 0 -> Durability.Level.NONE;
            case 1 -> Durability.Level.PROCESS;
            case 2 -> Durability.Level.POWER;
            default -> throw cursor.corruption("no durability has the code " + level);
        }, cursor.varint(), cursor.varint());
    }

    private static Schema readSchema(PayloadCursor cursor) {
        int fieldCount = cursor.count("the number of columns");
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < fieldCount; i++) {
            fields.add(new Field(cursor.text(), TypeCode.read(cursor), cursor.unsignedByte() == NULLABLE));
        }
        return new Schema(fields);
    }
}
