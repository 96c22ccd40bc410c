// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

/// What an encoding costs, in nanoseconds: the bytes that it makes, and the time to write and to read it.
///
/// `docs/design/006-what-a-column-costs-in-the-journal.md` says where the figures come from. They need not be exact: most
/// columns are far from any border between two encodings.
final class Cost {
    /// What a byte costs on its way to the disk: the time that a disk of 250 MB/s has for it.
    private static final double BYTE = 4;

    private static final double PACKING_ROW = 1.5;
    private static final double DELTA_ROW = 2;
    private static final double RUN_ROW = 1;
    private static final double DECIMAL_ROW = 5;
    private static final double DICTIONARY_ROW = 12;
    private static final double COMPRESSING_BYTE = 2;
    private static final double SPLITTING_BYTE = 1;

    private Cost() {}

    static double plain(long bytes) {
        return BYTE * bytes;
    }

    static double offsets(long bytes, int rows) {
        return BYTE * bytes + PACKING_ROW * rows;
    }

    static double deltas(long bytes, int rows) {
        return BYTE * bytes + DELTA_ROW * rows;
    }

    static double runs(long bytes, int rows) {
        return BYTE * bytes + RUN_ROW * rows;
    }

    static double decimals(long bytes, int rows) {
        return BYTE * bytes + DECIMAL_ROW * rows;
    }

    static double dictionary(long bytes, int rows) {
        return BYTE * bytes + DICTIONARY_ROW * rows;
    }

    static double compressed(long bytes, long plainBytes) {
        return BYTE * bytes + COMPRESSING_BYTE * plainBytes;
    }

    static double split(long bytes, long plainBytes) {
        return BYTE * bytes + (COMPRESSING_BYTE + SPLITTING_BYTE) * plainBytes;
    }
}
