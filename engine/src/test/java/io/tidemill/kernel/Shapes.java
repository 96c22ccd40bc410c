// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.kernel.aggregate.Grouping;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.kernel.arithmetic.Arithmetic;
import io.tidemill.kernel.arithmetic.Cast;
import io.tidemill.kernel.arithmetic.CheckedArithmetic;
import io.tidemill.kernel.arithmetic.CheckedCast;
import io.tidemill.kernel.arithmetic.Division;
import io.tidemill.kernel.arithmetic.RealFunctions;
import io.tidemill.kernel.arithmetic.Rounding;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.kernel.decimal.DecimalCasts;
import io.tidemill.kernel.selection.Choices;
import io.tidemill.kernel.selection.Gathers;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.kernel.text.Matching;
import io.tidemill.kernel.text.Rewriting;
import io.tidemill.kernel.text.Slices;
import io.tidemill.kernel.text.Splits;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.kernel.text.line.Lines;
import io.tidemill.kernel.text.number.NumberTexts;
import io.tidemill.kernel.time.Calendar;
import io.tidemill.kernel.time.Midnights;
import io.tidemill.kernel.time.TimePart;
import io.tidemill.kernel.time.TimeTexts;
import io.tidemill.kernel.time.Truncation;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// One shape of every kind, and of every element where that makes a difference.
public final class Shapes {
    public static final List<Type> NUMBERS = List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32,
            Type.FLOAT64);

    private Shapes() {}

    public static List<Shape<?>> all() {
        List<Shape<?>> all = new ArrayList<>();
        for (Type type : NUMBERS) {
            Number constant = 3;
            all.add(Comparison.LT.columns(type));
            all.add(Comparison.GE.withConstant(type, constant));
            if (type.byteWidth() >= 4) {
                all.add(Arithmetic.MUL.columns(type));
                all.add(Arithmetic.ADD.byConstant(type, constant));
            }
        }
        for (Type type : List.of(Type.INT32, Type.INT64)) {
            all.add(Division.DIV.columns(type));
            all.add(Division.MOD.byConstant(type, 10));
            all.add(CheckedArithmetic.SUB.columns(type));
            all.add(CheckedArithmetic.MUL.columns(type));
            all.add(CheckedCast.of(Type.INT64, type));
            all.add(CheckedCast.of(Type.FLOAT64, type));
        }
        all.add(Comparison.EQ.withText("word".getBytes(UTF_8)));
        all.add(Comparison.LT.texts());
        all.addAll(List.of(Bitmaps.and(), Bitmaps.copy(), Bitmaps.not(), Bitmaps.count()));
        all.addAll(List.of(Selections.select(), Selections.narrow(), Selections.scatter()));
        all.addAll(List.of(Lines.ends(), Lines.utf8(), Lines.marks(32, '"', '\\', ',')));
        all.addAll(List.of(Splits.words(), Splits.at(" ".getBytes(UTF_8))));
        addColumns(all);
        return all;
    }

    /// All but capitals and small letters, and floats as text, which make a `String`; as among numbers all but powers, for which
    /// `StrictMath` makes arrays.
    private static void addTexts(List<Shape<?>> all) {
        for (Type type : List.of(Type.INT8, Type.INT64)) {
            all.add(NumberTexts.format(type));
            all.add(NumberTexts.parse(type));
        }
        for (Type type : List.of(Type.TIMESTAMP, Type.DATE)) {
            all.add(TimeTexts.format(type));
            all.add(TimeTexts.parse(type));
        }
        byte[] word = "word".getBytes(UTF_8);
        all.addAll(List.of(TextSizes.characters(), Slices.trim(true, true), Slices.substring(2, 3),
                Slices.piece(word, 1)));
        all.addAll(List.of(Matching.CONTAINS.of(word), Matching.like(word), Rewriting.replace(word, word),
                Rewriting.join()));
        all.addAll(List.of(Rewriting.pad(true, 9, word), Rewriting.reverse(), Rewriting.repeat(2), Rewriting.hex(),
                Rewriting.unhex(), Rewriting.translate(word, word)));
        all.addAll(List.of(TextSizes.find(word, 1), TextSizes.firstCharacter(), NumberTexts.hex(),
                NumberTexts.characters(), NumberTexts.truths()));
    }

    private static void addColumns(List<Shape<?>> all) {
        for (Type type : NUMBERS) {
            all.add(Gathers.values(type));
            all.add(Choices.values(type));
            all.add(Grouping.of(Reduction.SUM, type));
            all.add(Grouping.of(Reduction.MIN, type));
            for (Reduction reduction : Reduction.values()) {
                all.add(type.isFloat() ? reduction.floats(type) : reduction.integers(type));
            }
        }
        all.add(Cast.of(Type.INT8, Type.INT64));
        all.add(Cast.of(Type.INT32, Type.FLOAT64));
        all.add(Cast.of(Type.INT64, Type.FLOAT32));
        all.add(Cast.of(Type.INT64, Type.INT16));
        all.add(Cast.of(Type.FLOAT64, Type.INT32));
        all.add(Cast.of(Type.FLOAT64, Type.FLOAT32));
        all.addAll(List.of(TimePart.MONTH.of(Type.TIMESTAMP), TimePart.DAY_OF_WEEK.of(Type.DATE), Midnights.ofDays()));
        all.addAll(List.of(Truncation.HOUR.moments(), Truncation.QUARTER.moments()));
        all.addAll(List.of(RealFunctions.ROUND.column(), RealFunctions.LOG.column()));
        all.addAll(List.of(Rounding.floats(false, 2), Rounding.floats(true, -1), Rounding.integers(Type.INT64, true, 2),
                DecimalCasts.units(Type.decimal(38, 4), Type.decimal(38, 2), 2, DecimalCasts.Rounding.HALF_EVEN)));
        all.addAll(List.of(Calendar.plusMonths(), Calendar.monthsBetween(true), Calendar.next(2)));
        addTexts(all);
        all.addAll(List.of(Choices.texts(), TextSizes.total()));
        all.add(Grouping.count());
        all.addAll(List.of(Gathers.bits(), Gathers.text(), Gathers.compactText()));
    }
}
