// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

/// A loop over rows: addresses in, addresses out.
///
/// Inputs may start at any address and are never read behind their last row. Outputs lie in buffers of ours, with
/// [io.tidemill.memory.Buffer#ALIGNMENT] bytes of slack behind, of which a last vector may be written. Bits are given as the
/// address of a byte and the number (0 to 7) of the bit in it that belongs to row 0; bits that a loop writes begin with bit 0,
/// and those behind the last row in its last byte are 0. Unless it says otherwise a loop may write over an input that it reads
/// at the same rows and widths, and may be run by any number of threads at once.
public sealed interface Loop {

    /// One value a row from one value a row.
    non-sealed interface Unary extends Loop {
        void apply(long source, long target, int rows);
    }

    /// One value a row from two.
    non-sealed interface Binary extends Loop {
        void apply(long left, long right, long target, int rows);
    }

    /// One value a row from two, not defined for every row.
    non-sealed interface Partial extends Loop {
        /// Writes values (0 where there is none) and the bits of the rows that have one; answers how many rows have none.
        int apply(long left, long right, long target, long targetBits, int rows);
    }

    /// One value a row from one, not defined for every row.
    non-sealed interface PartialUnary extends Loop {
        /// Writes values (0 where there is none) and the bits of the rows that have one; answers how many rows have none.
        int apply(long source, long target, long targetBits, int rows);
    }

    /// One decimal a row from some int64s: see [io.tidemill.kernel.decimal.DecimalTotals].
    non-sealed interface Average extends Loop {
        /// Writes values (0 where there is none) and the bits of the rows that have one; answers how many rows have none.
        ///
        /// @param upperSums of the upper 64 bits; 0 = the values have no more than 64
        /// @param counts what the totals are divided by; 0 = they are not
        int apply(long sums, long quotients, long upperSums, long upperQuotients, long counts, long target,
                long targetBits, int rows);
    }

    /// One bit a row from one value a row.
    non-sealed interface Predicate extends Loop {
        /// Answers the number of ones.
        int apply(long source, long targetBits, int rows);
    }

    /// One bit a row from two values.
    non-sealed interface BinaryPredicate extends Loop {
        /// Answers the number of ones.
        int apply(long left, long right, long targetBits, int rows);
    }

    /// One bit a row from one text a row: bytes `[starts[i], ends[i])` behind `data`.
    non-sealed interface TextPredicate extends Loop {
        /// Answers the number of ones.
        int apply(long data, long starts, long ends, long targetBits, int rows);
    }

    /// One bit a row from two texts.
    non-sealed interface BinaryTextPredicate extends Loop {
        /// Answers the number of ones.
        int apply(long leftData, long leftStarts, long leftEnds, long rightData, long rightStarts, long rightEnds,
                long targetBits, int rows);
    }

    /// One bit a row from one bit a row.
    non-sealed interface BitUnary extends Loop {
        /// Answers the number of ones.
        int apply(long source, int bit, long targetBits, int rows);
    }

    /// One bit a row from two.
    non-sealed interface BitBinary extends Loop {
        /// Answers the number of ones.
        int apply(long left, int leftBit, long right, int rightBit, long targetBits, int rows);
    }

    /// The number of ones among bits.
    non-sealed interface BitCount extends Loop {
        int apply(long source, int bit, int rows);
    }

    /// The numbers of the rows whose bit is 1.
    non-sealed interface Select extends Loop {
        /// Writes ascending int32 row numbers; answers how many.
        int apply(long source, int bit, long targetRows, int rows);
    }

    /// Those of some row numbers whose bit is 1.
    non-sealed interface Narrow extends Loop {
        /// Reads `count` row numbers and the bits of these rows; answers how many row numbers it wrote.
        int apply(long rowNumbers, int count, long source, int bit, long targetRows);
    }

    /// The bits of rows given by ascending numbers.
    non-sealed interface Scatter extends Loop {
        /// Writes the bits of all `rows`: 1 for the `count` rows that are named.
        void apply(long rowNumbers, int count, long targetBits, int rows);
    }

    /// The values of some rows, one after the other.
    non-sealed interface Gather extends Loop {
        void apply(long source, long rowNumbers, long target, int count);
    }

    /// The values of the rows whose bit is 1, one after the other.
    non-sealed interface Compress extends Loop {
        /// Answers how many; may write as many bytes behind them as a vector has.
        ///
        /// @param bits the first row's is the lowest of the first byte
        int apply(long source, long bits, long target, int rows);
    }

    /// The bits of some rows, one after the other.
    non-sealed interface GatherBits extends Loop {
        /// Answers the number of ones.
        int apply(long source, int bit, long rowNumbers, long targetBits, int count);
    }

    /// The starts and ends of the texts of some rows; their bytes stay where they are.
    non-sealed interface GatherText extends Loop {
        void apply(long starts, long ends, long rowNumbers, long targetStarts, long targetEnds, int count);
    }

    /// The bytes of text, one text behind the other.
    non-sealed interface CompactText extends Loop {
        /// Appends texts to `targetData`, from the offset that the first int32 at `targetOffsets` holds, and writes the offset
        /// where each ends behind it; stops before the first text that would end beyond `limitBytes`.
        ///
        /// Answers how many texts it appended.
        int apply(long data, long starts, long ends, int rows, long targetOffsets, long targetData, int limitBytes);
    }

    /// One value a row, of two columns.
    non-sealed interface Choose extends Loop {
        /// Takes the left value of the rows whose bit is 1, counted from bit 0 of `bits`, and the right one of the others.
        void apply(long bits, long left, long right, long target, int rows);
    }

    /// One text a row, of two columns: copied, one behind the other.
    non-sealed interface ChooseText extends Loop {
        /// Takes the left text of the rows whose bit is 1, counted from bit 0 of `bits`, and the right one of the others; there must
        /// be room for all of them.
        void apply(long bits, long leftData, long leftStarts, long leftEnds, long rightData, long rightStarts,
                long rightEnds, long targetData, long targetStarts, long targetEnds, int rows);
    }

    /// One int32 a row, of a text.
    non-sealed interface MeasureText extends Loop {
        void apply(long data, long starts, long ends, long target, int rows);
    }

    /// A piece of each text, which stays where it is.
    non-sealed interface SliceText extends Loop {
        /// Writes where pieces start and end, counted from `data`, and the bits of the rows that have one; an empty piece where there
        /// is none. Answers how many rows have none.
        int apply(long data, long starts, long ends, long targetStarts, long targetEnds, long targetBits, int rows);
    }

    /// One text a row from another, written one behind the other.
    non-sealed interface MapText extends Loop {
        /// How many bytes there must be room for, if the texts of so many rows have so many together.
        long room(long textBytes, int rows);

        void apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds, int rows);
    }

    /// One text a row from another, not defined for every one, written one behind the other.
    non-sealed interface PartialMapText extends Loop {
        /// How many bytes there must be room for, if the texts of so many rows have so many together.
        long room(long textBytes, int rows);

        /// Writes texts (an empty one where there is none) and the bits of the rows that have one; answers how many rows have none.
        int apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
                long targetBits, int rows);
    }

    /// One text a row from two, written one behind the other.
    non-sealed interface JoinText extends Loop {
        /// There must be room for all texts.
        void apply(long leftData, long leftStarts, long leftEnds, long rightData, long rightStarts, long rightEnds,
                long targetData, long targetStarts, long targetEnds, int rows);
    }

    /// One text a row from one value a row, written one behind the other.
    non-sealed interface FormatText extends Loop {
        /// The most bytes of a text.
        int roomOfRow();

        /// There must be room for that of every row.
        void apply(long source, long targetData, long targetStarts, long targetEnds, int rows);
    }

    /// One value a row from one text a row, not defined for every one.
    non-sealed interface ParseText extends Loop {
        /// Writes values (0 where there is none) and the bits of the rows that have one; answers how many rows have none.
        int apply(long data, long starts, long ends, long target, long targetBits, int rows);
    }

    /// How many bytes texts have together.
    non-sealed interface TextTotal extends Loop {
        long apply(long starts, long ends, int rows);
    }

    /// One int64 of all rows, or of those whose bit is 1.
    non-sealed interface IntegerReduction extends Loop {
        /// @param bits which rows count; 0 = all
        long apply(long source, long bits, int bit, int rows);
    }

    /// One float64 of all rows, or of those whose bit is 1.
    non-sealed interface FloatReduction extends Loop {
        /// @param bits which rows count; 0 = all
        double apply(long source, long bits, int bit, int rows);
    }

    /// How many rows each group has.
    non-sealed interface GroupedCount extends Loop {
        /// Adds 1 to the int64 of a row's group, for each int32 group number.
        void apply(long groups, long accumulators, int rows);
    }

    /// One accumulator a group, of the values of its rows in their order.
    non-sealed interface Grouped extends Loop {
        /// Value i belongs to group i.
        void apply(long groups, long source, long accumulators, int rows);

        /// The value of row number i belongs to group i.
        void applySelected(long groups, long source, long rowNumbers, long accumulators, int count);
    }

    /// Values of some rows, put in the place of those of others.
    non-sealed interface Move extends Loop {
        /// Copies `count` values, each from the row that one list of int32 says to the row that the other says, which names none
        /// twice. A list at address 0 is 0, 1, 2 and so on. The two columns do not overlap.
        void apply(long source, long rowNumbers, long target, long targetNumbers, int count);
    }

    /// Which row of each group beats all others of it.
    non-sealed interface Winner extends Loop {
        /// Takes row after row, in the order of the numbers, against the best that its group has.
        ///
        /// A row of a group beats what is kept of the group, if `kept` (a byte a group) says that something is, and the row that `best`
        /// (an int32 a group, -1 at first) names, if any. Writes the row that is best to `best`, and lists the groups that have
        /// one as int32 at `touched`; answers how many. Ranks are fixed values behind `ranks` and `keptRanks`, or texts, if starts and ends
        /// are there.
        ///
        /// @param rowNumbers of the rows whose groups are listed at `groups`; 0 = 0, 1, 2 and so on
        int apply(long groups, long rowNumbers, int count, long ranks, long starts, long ends, long kept,
                long keptRanks, long keptStarts, long keptEnds, long best, long touched);
    }

    /// The positions of certain bytes of a text.
    non-sealed interface TextPositions extends Loop {
        /// Writes the ascending int32 positions in `[from, to)` of such bytes, counted from `text`, `limit` of them at most; answers
        /// how many.
        int apply(long text, int from, int to, long targetPositions, int limit);
    }

    /// Which bytes of a text are of some kind.
    non-sealed interface TextMarks extends Loop {
        /// Writes an int64 for each 64 bytes: bit i of the first is 1 if byte i is of the kind. Bits behind the last byte are 1, and
        /// so is another int64 of them, so that a search for the next one ends.
        void apply(long text, int bytes, long targetBits);
    }

    /// Whether bytes are text.
    non-sealed interface TextCheck extends Loop {
        /// Answers how many bytes there are before the first sequence that is not text; all if there is none.
        int apply(long text, int bytes);
    }

    /// The pieces of texts, which stay where they are.
    non-sealed interface SplitText extends Loop {
        /// Goes on where the cursor is, and moves it. Writes the int32 start and end of each piece, counted from `data`, and, unless
        /// `targetParents` is 0, the int32 number of its row. Answers how many, `limit` at most; when it answers fewer, or the
        /// cursor says so, all rows are done. The cursor is the only thing that a loop keeps: one for each run.
        int apply(long data, long starts, long ends, int rows, SplitCursor cursor, long targetStarts, long targetEnds,
                long targetParents, int limit);
    }

    /// Whether a list holds a value.
    non-sealed interface SearchList extends Loop {
        /// Writes the bits of the rows whose list holds the value, and of those where that is known: it is not where a list has
        /// nulls, and nothing else that is equal. Answers in how many rows it is not known. Values are fixed ones behind `values`, or
        /// texts.
        int apply(long data, long starts, long ends, long values, long valueStarts, long valueEnds, long targetBits,
                long knownBits, int rows);
    }

    /// Lists of texts.
    non-sealed interface PackTexts extends Loop {
        /// How many bytes there must be room for.
        long room(int rows, int texts, long textBytes);

        /// Makes a list of the texts of each row, which lie in the order of their rows.
        ///
        /// @param parents the int32 number of the row of each text
        void apply(long data, long starts, long ends, long parents, int texts, long targetData, long targetStarts,
                long targetEnds, int rows);
    }

    /// The elements of lists.
    non-sealed interface Unnest extends Loop {
        /// Goes on where the cursor is, and moves it: a position in a row is the number of an element. Writes the int32 number of the
        /// row of each element, its value (a fixed one or a bit behind `target`, or where its text starts and ends, counted from
        /// `data`), and whether it is there to `targetBits`. Answers how many, `limit` at most; see [SplitText].
        ///
        /// @param rowNumbers int32 numbers of the rows; 0 = 0, 1, 2 and so on
        int apply(long data, long starts, long ends, long validity, int validityBit, long rowNumbers, int count,
                SplitCursor cursor, long targetParents, long target, long targetEnds, long targetBits, int limit);
    }
}
