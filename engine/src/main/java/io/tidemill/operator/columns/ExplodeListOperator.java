// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.SplitCursor;
import io.tidemill.kernel.list.Lists;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.plan.expr.Bound;

/// Makes a row of each element of a list, with other columns repeated. A null has no elements.
///
/// No text is copied. However many elements there are, each call makes one chunk of them.
public final class ExplodeListOperator implements Operator {
    private final List<Bound> carried;
    private final int position;
    private final Bound list;
    private final boolean keepsEmpty;
    private final Chunk elements;
    private final SplitCursor cursor = new SplitCursor();
    private final Owned owned = new Owned();
    private ColumnProgram program; // of the carried columns, then the list
    private ColumnGather[] gathers;
    private Kernel<Loop.Unnest> unnest;
    private int chunkRows;
    private long parents; // the row of each element
    private long values; // or where texts start
    private long ends;
    private long validity;
    private boolean isUnnesting;

    /// @param output the carried columns, and among them the elements at `position`
    /// @param keepsEmpty whether a list without elements, or null, makes a row with a null
    public ExplodeListOperator(Schema output, List<Bound> carried, int position, Bound list, boolean keepsEmpty) {
        this.carried = List.copyOf(carried);
        this.position = position;
        this.list = list;
        this.keepsEmpty = keepsEmpty;
        this.elements = new Chunk(output);
    }

    @Override
    public void open(OperatorContext context) {
        Type element = list.type().elementType();
        chunkRows = context.chunkRows();
        unnest = context.forge().kernel(Lists.unnest(element, keepsEmpty));
        List<Bound> expressions = new ArrayList<>(carried);
        expressions.add(list);
        program = owned.add(new ColumnProgram(expressions, context.forge(), context.budget(), chunkRows,
                context.failures()));
        gathers = new ColumnGather[carried.size()];
        for (int i = 0; i < gathers.length; i++) {
            gathers[i] = new ColumnGather(carried.get(i).type(), context, owned);
        }
        parents = owned.allocate(context, "rows of elements", 4L * chunkRows);
        validity = owned.allocate(context, "elements that are there", chunkRows / 8 + 1);
        values = owned.allocate(context, "elements", (long) Math.max(element.byteWidth(), 4) * chunkRows);
        ends = element.layout() == Type.Layout.BYTES
                ? owned.allocate(context, "ends of elements", 4L * chunkRows)
                : 0;
    }

    @Override
    public Progress process(Chunk input, Output output) {
        if (!isUnnesting) {
            cursor.reset();
            program.run(input);
        }
        Column lists = program.column(carried.size());
        Selection selection = input.selection();
        int rows = input.selectedRows();
        int count = unnest.current()
                .apply(lists.data(), lists.starts(), lists.ends(), lists.validity(), lists.validityBit(),
                        selection == null ? 0 : selection.address(), rows, cursor, parents, values, ends, validity,
                        chunkRows);
        isUnnesting = !cursor.isDone(rows);
        if (count > 0) {
            output.pass(elements(lists, count));
        }
        return isUnnesting ? Progress.MORE : Progress.DONE;
    }

    private Chunk elements(Column lists, int count) {
        for (int i = 0; i < gathers.length; i++) {
            int index = i < position ? i : i + 1;
            elements.column(index).set(gathers[i].gather(program.column(i), parents, count), 0);
        }
        Column element = elements.column(position);
        switch (element.type().layout()) {
            case BITS -> element.setBits(values, 0);
            case BYTES -> element.setText(lists.data(), values, ends);
            case FIXED -> element.setFixed(values);
            case HEAP -> throw new IllegalStateException("no list holds " + element.type());
        }
        element.setValidity(validity, 0);
        elements.rows(count);
        return elements;
    }

    @Override
    public void close() {
        owned.close();
    }
}
