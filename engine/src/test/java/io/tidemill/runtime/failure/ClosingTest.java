// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.failure;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClosingTest {
    private final Closing closing = new Closing();

    @Test
    void goesOnAfterAnErrorAndThrowsItWithWhatFollowed() {
        AtomicBoolean closed = new AtomicBoolean();
        closing.close(() -> {
            throw new AssertionError("first");
        });
        closing.close(() -> {
            throw new IllegalStateException("second");
        });
        closing.close(() -> closed.set(true));
        assertThat(closed).isTrue();
        assertThatThrownBy(closing::rethrow).isInstanceOf(AssertionError.class)
                .hasMessage("first")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).singleElement()
                        .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void isSilentWhenEverythingWasClosed() {
        closing.close(() -> {});
        assertThatCode(closing::rethrow).doesNotThrowAnyException();
    }
}
