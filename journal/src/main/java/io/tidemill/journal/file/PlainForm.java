// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.file;

/// Files with nothing in them but records.
final class PlainForm implements FileForm {

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
        return NOTHING_MORE;
    }

    private static final Begun NOTHING_MORE = new Begun() {
        @Override
        public long firstRecord() {
            return 0;
        }

        @Override
        public void allocated(long from, long to) {}

        @Override
        public void close() {}
    };
}
