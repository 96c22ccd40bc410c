// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.tidemill.memory.Memory;

/// Files with nothing in them but records, by writes.
final class PlainForm implements FileForm {
    private static final int LEAST_VIEW_BYTES = 256 << 10;

    private ByteBuffer view = ByteBuffer.allocate(0); // the writer's: over the memory that records come from
    private long viewAddress;

    @Override
    public String name(int number) {
        return "%08d.journal".formatted(number);
    }

    @Override
    public int unitBytes() {
        return 1;
    }

    @Override
    public int frontBytes() {
        return 0;
    }

    @Override
    public int marginBytes() {
        return 0;
    }

    @Override
    public Begun begin(AllocatedFile file, long allocatedBytes) {
        return new Begun() {
            @Override
            public long firstRecord() {
                return 0;
            }

            @Override
            public long append(long address, int bytes, long place) throws IOException {
                file.write(view(address, bytes), place);
                return place + bytes;
            }
        };
    }

    private ByteBuffer view(long address, int bytes) {
        if (address != viewAddress || bytes > view.capacity()) {
            viewAddress = address;
            view = Memory.segment(address, Math.max(LEAST_VIEW_BYTES, 2L * Integer.highestOneBit(bytes)))
                    .asByteBuffer();
        }
        return view.limit(bytes).position(0);
    }
}
