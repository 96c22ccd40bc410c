// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.tidemill.Function1;
import io.tidemill.Predicate1;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Plan;
import io.tidemill.plan.UserCode;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What fused stages call: functions of the user's that blame themselves, and lazy views of what a flatMap gave.
final class Fused {

    private Fused() {}

    /// The function, which names its own stage and line when it throws or answers null.
    static <A, B> Function<A, B> guarded(Function1<A, ? extends B> function, Plan plan) {
        UserCode code = new UserCode(Labels.origin(plan) + "/" + plan.site().operation(), plan.site());
        return value -> {
            B result;
            try {
                result = function.apply(value);
            } catch (Throwable thrown) {
                throw code.failure(thrown);
            }
            return code.require(result);
        };
    }

    static <A> Predicate<A> guardedPredicate(Predicate1<A> predicate, Plan plan) {
        Function<A, Boolean> answer = guarded(predicate::test, plan);
        return answer::apply;
    }

    /// Text as it comes back from a column: there is no UTF-8 of half a surrogate pair.
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(UTF_8), UTF_8);
            }
        }
        return text;
    }

    static <A, B> Iterable<B> mapped(Iterable<A> values, Function<? super A, B> function) {
        return () -> new Iterator<>() {
            private final Iterator<A> rest = values.iterator();

            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public B next() {
                return function.apply(rest.next());
            }
        };
    }

    static <A> Iterable<A> filtered(Iterable<A> values, Predicate<? super A> predicate) {
        return () -> new Ahead<>() {
            private final Iterator<A> rest = values.iterator();

            @Override
            @Nullable
            A advance() {
                while (rest.hasNext()) {
                    A value = rest.next();
                    if (predicate.test(value)) {
                        return value;
                    }
                }
                return null;
            }
        };
    }

    static <A, B> Iterable<B> flattened(Iterable<A> values, Function<? super A, ? extends Iterable<B>> function) {
        return () -> new Ahead<>() {
            private final Iterator<A> rest = values.iterator();
            private @Nullable Iterator<B> inner; // of the last of `values`

            @Override
            @Nullable
            B advance() {
                while (inner == null || !inner.hasNext()) {
                    if (!rest.hasNext()) {
                        return null;
                    }
                    inner = function.apply(rest.next()).iterator();
                }
                return inner.next();
            }
        };
    }

    /// An iterator that looks one value ahead.
    private abstract static class Ahead<A> implements Iterator<A> {
        private @Nullable A next; // null until looked for, and when there are no more

        /// The next value, or null if there is none.
        abstract @Nullable A advance();

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = advance();
            }
            return next != null;
        }

        @Override
        public A next() {
            A value = hasNext() ? next : null;
            if (value == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return value;
        }
    }
}
