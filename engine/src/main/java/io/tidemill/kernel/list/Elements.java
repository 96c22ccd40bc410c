// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import java.nio.ByteBuffer;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// What lists hold.
public final class Elements {
    /// @param replacesNulls whether a text stands for a null
    /// @param absentIfNone whether a list of nothing to join has no text
    record Joining(boolean replacesNulls, boolean absentIfNone) {}

    private Elements() {}

    /// How many elements each list has.
    public static Shape<Loop.MeasureText> count() {
        return Recipe.single(ScalarListSize.class);
    }

    /// The element of a list of texts or binary that is counted from 0, or back from -1, the last one.
    public static Shape<Loop.SliceText> textAt(int index) {
        return Recipe.single(ScalarTextElement.class, "", operand(index));
    }

    /// The element of a list of a type of fixed width.
    public static Shape<Loop.ParseText> valueAt(Type element, int index) {
        return Recipe.single(ScalarElement.class, Element.of(element), operand(index));
    }

    /// The element of a list of booleans, as a bit.
    public static Shape<Loop.ParseText> bitAt(int index) {
        return Recipe.single(ScalarBitElement.class, "", operand(index));
    }

    /// The texts of each list with a separator between them; nulls are left out.
    ///
    /// @param absentIfNone whether a list of nothing to join has no text, or an empty one
    public static Shape<Loop.PartialMapText> join(byte[] separator, boolean absentIfNone) {
        return Recipe.single(ScalarJoinList.class, new Joining(false, absentIfNone),
                new Operand(separator.length, ByteBuffer.wrap(separator.clone()).asReadOnlyBuffer()));
    }

    /// The texts of each list with a separator between them; a text stands for each null.
    public static Shape<Loop.PartialMapText> join(byte[] separator, byte[] replacement) {
        ByteBuffer both = ByteBuffer.allocate(separator.length + replacement.length).put(separator).put(replacement);
        return Recipe.single(ScalarJoinList.class, new Joining(true, false),
                new Operand(separator.length, both.flip().asReadOnlyBuffer()));
    }

    private static Operand operand(int index) {
        return new Operand(index, ByteBuffer.allocate(0));
    }

    /// Whether each list holds the value of its row, which is of the elements' type: booleans are bytes, 0 or 1.
    public static Shape<Loop.SearchList> contains(Type element) {
        return Recipe.single(ScalarSearch.class, element);
    }
}
