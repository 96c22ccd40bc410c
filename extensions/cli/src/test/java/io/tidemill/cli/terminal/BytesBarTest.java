// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BytesBarTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void showsHowFarItIsAndGoesAway() {
        try (BytesBar bar = new BytesBar(terminal(true), "reading")) {
            bar.at(2_000_000, 8_000_000);
            bar.at(8_000_000, 8_000_000);
        }

        assertThat(screen.toString(UTF_8)).contains("reading 100%", "8/8 MB").endsWith("\r\033[K").doesNotContain("\n");
    }

    @Test
    void showsNothingWhereNobodyLooks() {
        try (BytesBar bar = new BytesBar(terminal(false), "reading")) {
            bar.at(1, 2);
        }

        assertThat(screen.size()).isZero();
    }

    private Terminal terminal(boolean showsProgress) {
        PrintStream out = new PrintStream(screen, true, UTF_8);
        return new Terminal(out, out, showsProgress, () -> {});
    }
}
