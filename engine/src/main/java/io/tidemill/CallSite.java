// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.lang.StackWalker.StackFrame;
import java.util.Set;

import io.tidemill.plan.Site;

/// Finds the line of the user's program that called the API.
final class CallSite {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final Set<Class<?>> API = Set.of(CallSite.class, StreamingContext.class,
            StreamingContextBuilder.class, Input.class, DStream.class,
            PairDStream.class, GroupedStream.class, JoinedStreams.class, PairJoins.class, ColumnOperations.class,
            StreamReader.class,
            FormattedLines.class, Functions.class, UserFunctions.class, StateSpec.class, MapWithStateDStream.class,
            ValueStateDescriptor.class);

    private CallSite() {}

    /// @param operation the method that the user called
    static Site of(String operation) {
        return STACK.walk(
                frames -> frames.filter(frame -> !API.contains(frame.getDeclaringClass().getNestHost())).findFirst())
                .map(frame -> new Site(operation, location(frame)))
                .orElseThrow();
    }

    private static String location(StackFrame frame) {
        String file = frame.getFileName();
        return file == null ? frame.getClassName() + "." + frame.getMethodName() : file + ":" + frame.getLineNumber();
    }
}
