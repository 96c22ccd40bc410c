// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

import io.tidemill.journal.Storage;
import io.tidemill.journal.record.RecordLayout;

/// What can be read of a [CommitFile]: the longest valid prefix, and whether it can be all that was ever safe.
///
/// @param commits of the prefix
/// @param isBegun whether the first record is whole
/// @param validBytes of the prefix
/// @param isDamaged whether something lies behind the prefix that shows that more was whole once
record CommitFileContent(List<Commit> commits, boolean isBegun, int validBytes, boolean isDamaged) {
    private static final int COMMIT_BYTES = 24;
    private static final int MOST_BYTES = 1 << 30;

    static CommitFileContent read(Storage storage, Path path, long number) throws IOException {
        ByteBuffer bytes = bytes(storage, path);
        List<Commit> commits = new ArrayList<>();
        int at = 0;
        int previousCrc = 0;
        while (isRecord(bytes, at, number) && bytes.getLong(at + RecordLayout.SEQUENCE_AT) == commits.size()
                && bytes.getInt(at + RecordLayout.PREVIOUS_CRC_AT) == previousCrc) {
            int payload = bytes.getInt(at + RecordLayout.LENGTH_AT);
            for (int i = 0; i < payload / COMMIT_BYTES; i++) {
                int from = at + RecordLayout.PAYLOAD_AT + i * COMMIT_BYTES;
                commits.add(new Commit(bytes.getLong(from), bytes.getLong(from + 8), bytes.getLong(from + 16)));
            }
            at += RecordLayout.FRAME_BYTES + payload;
            previousCrc = bytes.getInt(at - Integer.BYTES);
        }
        return new CommitFileContent(List.copyOf(commits), at > 0, at, hasRecordBehind(bytes, at, number));
    }

    /// A record is written when the one before it is whole: behind a torn one there can be none.
    private static boolean hasRecordBehind(ByteBuffer bytes, int end, long number) {
        for (int at = end + RecordLayout.ALIGNMENT; at < bytes.limit(); at += RecordLayout.ALIGNMENT) {
            if (isRecord(bytes, at, number)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRecord(ByteBuffer bytes, int at, long number) {
        if (bytes.limit() - at < RecordLayout.FRAME_BYTES
                || bytes.getInt(at + RecordLayout.MAGIC_AT) != RecordLayout.MAGIC
                || bytes.getShort(at + RecordLayout.VERSION_AT) != RecordLayout.VERSION
                || bytes.getShort(at + RecordLayout.TYPE_AT) != RecordLayout.COMMIT
                || bytes.getLong(at + RecordLayout.INCARNATION_AT) != number) {
            return false;
        }
        int payload = bytes.getInt(at + RecordLayout.LENGTH_AT);
        if (payload < 0 || payload > bytes.limit() - at - RecordLayout.FRAME_BYTES
                || RecordLayout.paddedPayload(payload) != payload) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at, RecordLayout.PAYLOAD_AT + payload));
        return bytes.getInt(at + RecordLayout.PAYLOAD_AT + payload) == (int) crc.getValue();
    }

    private static ByteBuffer bytes(Storage storage, Path path) throws IOException {
        try (Storage.File file = storage.open(path)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), MOST_BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
                // goes on until all has come
            }
            return bytes.flip();
        }
    }
}
