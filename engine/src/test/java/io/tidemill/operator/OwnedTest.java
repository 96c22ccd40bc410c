// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tidemill.BugException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnedTest {
    private final List<String> closed = new ArrayList<>();
    private final Owned owned = new Owned();

    private void add(String name) {
        owned.add(() -> closed.add(name));
    }

    @Test
    void closesInReverseOrderAndOnlyOnce() {
        add("first");
        add("second");
        owned.close();
        owned.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void closesTheRestWhenSomethingCannotBeClosed() {
        add("first");
        owned.add(() -> {
            throw new IllegalStateException("still in use");
        });
        add("third");
        assertThatThrownBy(owned::close).isInstanceOf(IllegalStateException.class).hasMessage("still in use");
        assertThat(closed).containsExactly("third", "first");
    }

    @Test
    void callsItABugWhenMemoryThrowsSomethingElse() {
        owned.add(() -> {
            throw new IOException("no file is closed here");
        });
        assertThatThrownBy(owned::close).isInstanceOf(BugException.class).hasRootCauseInstanceOf(IOException.class);
    }
}
