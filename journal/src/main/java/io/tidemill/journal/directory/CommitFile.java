// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import io.tidemill.journal.Storage;
import io.tidemill.journal.record.RecordFrame;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.memory.Memory;

/// One file of a commit log: records of commits, whose frames are those of the journal's records.
///
/// In a frame the incarnation is the number of the file, the sequence counts its commits from 0, the chain of CRCs begins with 0.
/// A payload is so many commits of 24 bytes: first batch, last batch, hash, each an int64. The first record is forced before any
/// other is written, and holds those that were taken over from the file before: none in the first file.
///
/// Space is allocated ahead by writing zeros, so that a record never finds the disk full half-way.
final class CommitFile implements AutoCloseable {
    private static final int AHEAD_BYTES = 16 << 10;

    private final Storage.File file;
    private final RecordFrame frame;
    private final long number;
    private ByteBuffer view = ByteBuffer.allocate(0); // over the frame's memory
    private long viewAddress;
    private long commits;
    private long bytes;
    private long allocatedBytes;
    private int crc;

    /// @param frame borrowed, for as long as the file is written
    CommitFile(Storage.File file, long number, RecordFrame frame) {
        this.file = file;
        this.number = number;
        this.frame = frame;
    }

    /// Writes commits as one record; where there is no space for it, nothing of it.
    void append(List<Commit> together) throws IOException {
        frame.begin();
        for (Commit commit : together) {
            frame.putLong(commit.firstBatch());
            frame.putLong(commit.lastBatch());
            frame.putLong(commit.hash());
        }
        frame.seal(RecordLayout.COMMIT, number, commits, crc);
        if (frame.address() != viewAddress || frame.bytes() > view.capacity()) {
            viewAddress = frame.address();
            view = Memory.segment(viewAddress, frame.bytes()).asByteBuffer();
        }
        allocate();
        file.write(view.limit(frame.bytes()).position(0), bytes);
        commits += together.size();
        bytes += frame.bytes();
        allocatedBytes = Math.max(allocatedBytes, bytes); // a first record may be longer than what is allocated at a time
        crc = frame.crc();
    }

    private void allocate() throws IOException {
        if (bytes + AHEAD_BYTES / 2 <= allocatedBytes) {
            return;
        }
        try {
            file.write(ByteBuffer.allocate(AHEAD_BYTES), allocatedBytes);
            allocatedBytes += AHEAD_BYTES;
        } catch (Storage.NoSpaceException later) {
            if (bytes + frame.bytes() > allocatedBytes) {
                throw later;
            }
        }
    }

    long bytes() {
        return bytes;
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
