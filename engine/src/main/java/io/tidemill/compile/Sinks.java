// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.function.Supplier;

import io.tidemill.Consumer1;
import io.tidemill.DeadLetter;
import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.compile.ExecutionPlan.SinkNode;
import io.tidemill.compile.ExecutionPlan.TickNeed;
import io.tidemill.connector.Sink;
import io.tidemill.connector.sink.ForeachBatchSink;
import io.tidemill.connector.sink.ForeachRowSink;
import io.tidemill.connector.sink.ForeachSink;
import io.tidemill.connector.sink.PrintSink;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.plan.Emit;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// The sink of each output operation.
final class Sinks {
    private static final String DEAD_LETTERS = "dead letters"; // other sinks have a stroke in their names

    private Sinks() {}

    static Supplier<? extends Sink> of(Emit emit, String name, Supplier<MemoryBudget> budget) {
        return switch (emit) {
            case Emit.Print<?> print -> print(print, name);
            case Emit.Foreach<?> foreach -> foreach(foreach, name);
            case Emit.ForeachRow rows ->
                () -> new ForeachRowSink(rows.input().schema(), rows.consumer(), new UserCode(name, rows.site()));
            case Emit.ForeachBatch<?> batches -> foreachBatch(batches, name, budget);
            case Emit.Into into -> into.sink();
        };
    }

    static SinkNode deadLetters(Consumer1<? super DeadLetter> consumer, Site site) {
        UserCode code = new UserCode(DEAD_LETTERS, site);
        Encoding<DeadLetter> encoding = Encodings.of(DeadLetter.class);
        return new SinkNode(DEAD_LETTERS, encoding.schema(),
                () -> new ForeachSink<>(encoding.codec(), consumer, code), TickNeed.NEVER);
    }

    private static <T> Supplier<Sink> print(Emit.Print<T> emit, String name) {
        return () -> new PrintSink<>(emit.encoding().codec(), emit.rows(), emit.out(), new UserCode(name, emit.site()));
    }

    private static <T> Supplier<Sink> foreach(Emit.Foreach<T> emit, String name) {
        return () -> new ForeachSink<>(emit.encoding().codec(), emit.consumer(), new UserCode(name, emit.site()));
    }

    private static <T> Supplier<Sink> foreachBatch(Emit.ForeachBatch<T> emit, String name,
            Supplier<MemoryBudget> budget) {
        return () -> new ForeachBatchSink<>(emit.encoding(), emit.consumer(), budget, emit.redelivery(),
                new UserCode(name, emit.site()));
    }
}
