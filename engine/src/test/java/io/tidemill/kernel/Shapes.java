// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// One shape of every kind, and of every element where that makes a difference.
final class Shapes {
    private Shapes() {}

    static List<Shape<?>> all() {
        List<Shape<?>> all = new ArrayList<>();
        for (Type type : List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64)) {
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
        }
        all.add(Comparison.EQ.withText("word".getBytes(UTF_8)));
        all.add(Comparison.LT.texts());
        all.addAll(List.of(Bitmaps.and(), Bitmaps.copy(), Bitmaps.not(), Bitmaps.count()));
        all.addAll(List.of(Selections.select(), Selections.narrow(), Selections.scatter()));
        all.addAll(List.of(Lines.ends(), Lines.utf8()));
        return all;
    }
}
