// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tidemill.compile.ConstantFolding;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.EventColumn;
import io.tidemill.plan.JoinColumn;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.Slides;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.UserCalls;

/// Plans a join: checks its keys against both streams, and names the columns of its result.
///
/// On a side whose rows are only wanted if they match, those with a null in a key are left out in front of the join.
final class JoinPlanner {
    private final JoinType type;
    private final Site site;
    private Plan left;
    private Plan right;
    private final List<Bound> leftKeys = new ArrayList<>();
    private final List<Bound> rightKeys = new ArrayList<>();
    private final Map<String, Integer> shared = new HashMap<>(); // keys by their name
    private final List<JoinColumn> columns = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();

    JoinPlanner(DStream<?> left, DStream<?> right, JoinType type, Site site) {
        this.left = left.plan;
        this.right = right.plan;
        this.type = type;
        this.site = site;
        if (left.context != right.context) {
            throw wrong("%s and %s belong to different contexts".formatted(Labels.of(left.plan),
                    Labels.of(right.plan)));
        }
        Slides.requireSame(left.plan, right.plan, "a join", site);
        requireColumns(left.plan);
        requireColumns(right.plan);
    }

    private void requireColumns(Plan plan) {
        for (Field field : plan.schema().fields()) {
            if (field.type().equals(Type.OBJECT)) {
                throw wrong(
                        "column `%s` of %s holds Java objects, which a join of columns cannot keep: name their class where they are made, or join pairs by their keys"
                                .formatted(field.name(), Labels.of(plan)));
            }
        }
    }

    JoinPlan.Join plan(List<JoinKey> keys, Optional<Expr> condition) {
        if (keys.isEmpty()) {
            throw wrong("a join needs a key: say on which columns, as in join(payments).on(\"orderId\")");
        }
        ColumnOperations.requireKeys(keys.size(), site);
        left = type.keepsLeft() ? left : withKeys(left, keys.stream().map(JoinKey::left).toList());
        right = type.keepsRight() ? right : withKeys(right, keys.stream().map(JoinKey::right).toList());
        keys.forEach(this::bind);
        Optional<Bound> bound = condition.map(this::condition);
        nameColumns();
        return new JoinPlan.Join(left, right, type, leftKeys, rightKeys, bound, columns, new Schema(fields), site);
    }

    /// The same join of rows that are near in event time.
    Plan within(JoinPlan.Join join, Duration before, Duration after, boolean latestOnly) {
        if (before.isNegative() || after.isNegative()) {
            throw wrong("the bounds %s and %s are not to be negative".formatted(before, after));
        }
        if (latestOnly && type.keepsRight()) {
            throw wrong(
                    "asOf(...) gives left rows with their latest match: end it with inner(), left(), semi() or anti()");
        }
        return new JoinPlan.IntervalJoin(join, time(join.left()), time(join.right()),
                Durations.exactMicros("the bound", before, site), Durations.exactMicros("the bound", after, site),
                latestOnly);
    }

    /// The same join of rows whose event times are in the same window.
    JoinPlan.WindowJoin windowed(JoinPlan.Join join, Duration length, Duration slide, Duration lateness) {
        return new JoinPlan.WindowJoin(join, window(join.left(), length, slide, lateness), time(join.right()));
    }

    /// The rows of a side that come too late for the windows of a join with the other one.
    static JoinPlan.LateRows late(DStream<?> of, DStream<?> other, Duration length, Duration slide, Duration lateness,
            Site site) {
        JoinPlanner planner = new JoinPlanner(of, other, JoinType.INNER, site);
        planner.time(other.plan);
        return new JoinPlan.LateRows(of.plan, other.plan, planner.window(of.plan, length, slide, lateness), site);
    }

    private Window.EventTime window(Plan plan, Duration length, Duration slide, Duration lateness) {
        if (lateness.isNegative()) {
            throw wrong("a lateness of %s is negative".formatted(lateness));
        }
        Window.EventTime window = Slides.eventWindow(time(plan), Durations.exactMicros("the window", length, site),
                Durations.exactMicros("the slide", slide, site), site);
        return new Window.EventTime(window.column(), window.lengthMicros(), window.slideMicros(),
                Durations.exactMicros("the lateness", lateness, site));
    }

    /// The same join of rows with those of a table.
    ///
    /// @param isReplaced whether new rows stand for the whole table
    Plan lookup(JoinPlan.Join join, boolean isReplaced) {
        if (type.keepsRight()) {
            throw wrong(
                    "a table is looked up by the rows of the stream: end the join with inner(), left(), semi() or anti()");
        }
        return new JoinPlan.LookupJoin(join, isReplaced);
    }

    private int time(Plan plan) {
        if (Slides.of(plan) != Slides.EVERY_BATCH) {
            throw wrong(
                    "this join goes by event time, and %s speaks %s, by a window of batch time: leave that window out in front of the join"
                            .formatted(Labels.of(plan), Slides.text(Slides.of(plan))));
        }
        return EventColumn.of(plan)
                .orElseThrow(() -> wrong(
                        "this join goes by event time, and %s has none: call withEventTime(column, delay) in front of the join"
                                .formatted(Labels.of(plan))));
    }

    private Plan withKeys(Plan plan, List<Expr> keys) {
        Plan kept = plan;
        for (Expr key : keys) {
            if (binder(kept).bind(key).nullable()) {
                kept = ColumnOperations.where(kept, key.isNotNull(), new Site("where", site.location()));
            }
        }
        return kept;
    }

    private void bind(JoinKey key) {
        Bound ofLeft = ConstantFolding.fold(binder(left).bind(key.left()));
        Bound ofRight = ConstantFolding.fold(binder(right).bind(key.right()));
        Type common = Binder.comparable(ofLeft, ofRight)
                .orElseThrow(() -> wrong("`%s` of %s is %s and `%s` of %s is %s, which cannot be compared: cast one"
                        .formatted(key.left(), Labels.of(left), ofLeft.type(), key.right(), Labels.of(right),
                                ofRight.type())));
        if (key.isShared() && shared.put(key.left().toString(), leftKeys.size()) != null) {
            throw wrong("`%s` is named twice".formatted(key.left()));
        }
        requireNoUserCode(ofLeft, key.left());
        requireNoUserCode(ofRight, key.right());
        leftKeys.add(Binder.cast(ofLeft, common));
        rightKeys.add(Binder.cast(ofRight, common));
    }

    /// Binds a condition over the columns of both. A shared column means that of the left side.
    private Bound condition(Expr condition) {
        List<Field> both = new ArrayList<>(left.schema().fields());
        for (Field field : right.schema().fields()) {
            boolean isShared = shared.containsKey(field.name());
            String name = isShared ? unused(field.name(), both) : field.name();
            requireNew(name, both);
            both.add(new Field(name, field.type(), field.nullable()));
        }
        String streams = Labels.of(left) + " and " + Labels.of(right);
        Bound bound = ConstantFolding.fold(new Binder(new Schema(both), streams, site).condition(condition));
        requireNoUserCode(bound, condition);
        return bound;
    }

    private void requireNoUserCode(Bound bound, Expr expr) {
        if (UserCalls.isIn(bound)) {
            throw wrong("a join calls no functions of yours: make %s a column before, by withColumn".formatted(expr));
        }
    }

    private String unused(String name, List<Field> taken) {
        String unused = "right " + name;
        while (isTaken(unused, taken) || right.schema().indexOf(unused) >= 0) {
            unused = "right " + unused;
        }
        return unused;
    }

    private void nameColumns() {
        for (int i = 0; i < left.schema().size(); i++) {
            Field field = left.schema().field(i);
            Integer key = shared.get(field.name());
            if (key != null && type.keepsRight()) {
                boolean nullable = leftKeys.get(key).nullable() || rightKeys.get(key).nullable();
                add(new JoinColumn(From.KEY, key), field.name(), leftKeys.get(key).type(), nullable);
            } else {
                add(new JoinColumn(From.LEFT, i), field.name(), field.type(), field.nullable() || type.keepsRight());
            }
        }
        for (int i = 0; i < right.schema().size() && type.givesPairs(); i++) {
            Field field = right.schema().field(i);
            if (!shared.containsKey(field.name())) {
                requireNew(field.name(), fields);
                add(new JoinColumn(From.RIGHT, i), field.name(), field.type(), field.nullable() || type.keepsLeft());
            }
        }
    }

    private void add(JoinColumn column, String name, Type columnType, boolean nullable) {
        columns.add(column);
        fields.add(new Field(name, columnType, nullable));
    }

    private void requireNew(String name, List<Field> taken) {
        if (isTaken(name, taken)) {
            throw wrong(
                    "both %s and %s have a column `%s`: give it another name on one side in front of the join, as in select(col(\"%s\").as(\"other\")), or join on it by name"
                            .formatted(Labels.of(left), Labels.of(right), name, name));
        }
    }

    private static boolean isTaken(String name, List<Field> taken) {
        return taken.stream().anyMatch(field -> field.name().equals(name));
    }

    private Binder binder(Plan plan) {
        return new Binder(plan.schema(), Labels.of(plan), site);
    }

    private PlanException wrong(String message) {
        return new PlanException(message + " [" + site + "]");
    }
}
