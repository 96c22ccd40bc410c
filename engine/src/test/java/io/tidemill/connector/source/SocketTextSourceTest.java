// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.testkit.CollectingSourceContext;
import io.tidemill.testkit.CollectingSourceContext.Rejected;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class SocketTextSourceTest {
    private static final String LOOPBACK = "127.0.0.1";

    private final CollectingSourceContext context = Text.context();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = listenAt(0);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void givesLinesAsTheyAreSentAndStopsWhileItWaitsForMore() throws Exception {
        try (RunningSource running = start(); Socket client = server.accept()) {
            send(client, "one\ntw");
            running.awaitLines("one");
            send(client, "o\r\nthree\r");
            running.awaitLines("one", "two", "three");
            running.stop();
            assertThat(client.getInputStream().read()).as("end of the connection").isNegative();
        }
        assertThat(context.rejects()).isEmpty();
        assertThat(context.states()).startsWith("connecting to " + address(), "connected to " + address());
    }

    @Test
    void takesTheTailOfAClosedConnectionAsALineAndConnectsAgain() throws Exception {
        try (RunningSource running = start()) {
            serveOnce("a\nb");
            serveOnce("\nc");
            running.awaitLines("a", "b", "", "c");
        }
        assertThat(context.rejects()).isEmpty();
        assertThat(context.states()).anyMatch(
                state -> state.matches("waiting for .* \\(the server closed the connection, retry in 0\\.1 s\\)"));
    }

    @Test
    void rejectsTheTailOfABrokenConnectionAndConnectsAgain() throws Exception {
        try (RunningSource running = start()) {
            try (Socket client = server.accept()) {
                send(client, "a\nunfin");
                running.awaitLines("a");
                client.setSoLinger(true, 0); // closes with a reset
            }
            serveOnce("b\nx\u00ffy\n");
            running.awaitLines("a", "b");
            RunningSource.await("two rejects", () -> context.rejects().size() == 2);
        }
        assertThat(context.rejects()).containsExactly(new Rejected("unfin", "", 2, "connection broken in mid line"),
                new Rejected("x\u00ffy", "", 9, "invalid UTF-8"));
    }

    @Test
    void rejectsTheLineThatAStopCuts() throws Exception {
        try (RunningSource running = start(); Socket client = server.accept()) {
            send(client, "a\nunfin");
            running.awaitLines("a");
            running.stop(); // before the client closes, which would end the line
        }
        assertThat(context.rejects()).containsExactly(new Rejected("unfin", "", 2, "stopped in mid line"));
    }

    @Test
    void waitsForAServerThatIsNotThereYet() throws Exception {
        int port = server.getLocalPort();
        server.close();
        List<Long> waits = new ArrayList<>();
        context.onSleep(millis -> {
            waits.add(millis);
            if (waits.size() == 4) {
                server = listenAt(port);
            }
        });
        try (RunningSource running = new RunningSource(new SocketTextSource(LOOPBACK, port), context)) {
            RunningSource.await("a fourth attempt", () -> waits.size() == 4 && !server.isClosed());
            serveOnce("there\n");
            running.awaitLines("there");
        }
        assertThat(waits).first().satisfies(millis -> assertThat(millis).isBetween(50L, 100L));
        assertThat(waits.get(3)).isBetween(400L, 800L);
        assertThat(context.states()).anyMatch(
                state -> state.startsWith("waiting for " + LOOPBACK + ":" + port + " (Connection refused, retry in "));
    }

    @Test
    void stopsBetweenTwoAttempts() throws Exception {
        server.close();
        List<Long> waits = new ArrayList<>();
        context.onSleep(millis -> {
            waits.add(millis);
            if (waits.size() == 20) {
                context.stop();
            }
        });
        try (RunningSource running = start()) {
            running.awaitEnd();
        }
        assertThat(waits).hasSize(20).endsWith(waits.getLast());
        assertThat(waits.subList(8, 20)).as("waits at the limit")
                .allSatisfy(millis -> assertThat(millis).isBetween(2500L, 5000L));
        assertThat(context.states()).filteredOn(state -> state.startsWith("connecting"))
                .as("one attempt before each wait")
                .hasSize(20);
    }

    @Test
    void comesBackMoreSlowlyToAServerThatHasNothingAndQuicklyToOneThatHad() throws Exception {
        List<Long> waits = new ArrayList<>();
        context.onSleep(millis -> waits.add(millis));
        try (RunningSource running = start()) {
            for (int i = 0; i < 6; i++) {
                serveOnce("");
            }
            serveOnce("something\n");
            running.awaitLines("something");
            serveOnce("");
        }
        assertThat(waits.get(5)).as("after six empty connections").isBetween(1600L, 3200L);
        assertThat(waits.get(6)).as("after one that gave a line").isBetween(50L, 100L);
    }

    @Test
    void saysThatAHostIsUnknown() throws Exception {
        context.onSleep(millis -> context.stop());
        context.run(new SocketTextSource("[no-address", 1));

        assertThat(context.states()).anyMatch(state -> state.contains("(unknown host, retry in"));
    }

    @Test
    void takesMegabytesAsTheyWereSent() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            lines.add(i + " € " + "x".repeat(random.nextInt(100)));
        }
        try (RunningSource _ = start(); Socket client = server.accept()) {
            byte[] bytes = (String.join("\n", lines) + "\n").getBytes(UTF_8);
            for (int done = 0; done < bytes.length;) {
                int length = Math.min(bytes.length - done, 1 + random.nextInt(100_000));
                client.getOutputStream().write(bytes, done, length);
                done += length;
            }
            RunningSource.await("all lines", () -> context.rows().size() == lines.size());
        }
        assertThat(context.lines()).isEqualTo(lines);
    }

    @Test
    void saysWhatItIs() {
        SocketTextSource source = new SocketTextSource("localhost", 9999);
        assertThat(source.name()).isEqualTo("socket localhost:9999");
        assertThat(source.bounded()).isFalse();
        assertThat(new SocketTextSource("::1", 80).name()).isEqualTo("socket [::1]:80");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> new SocketTextSource(" ", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SocketTextSource("localhost", 0)).hasMessageContaining("localhost")
                .hasMessageContaining("was 0");
        assertThatThrownBy(() -> new SocketTextSource("localhost", 65_536)).hasMessageContaining("was 65536");
    }

    private RunningSource start() {
        return new RunningSource(new SocketTextSource(LOOPBACK, server.getLocalPort()), context);
    }

    private String address() {
        return LOOPBACK + ":" + server.getLocalPort();
    }

    private void serveOnce(String text) throws IOException {
        try (Socket client = server.accept()) {
            send(client, text);
        }
    }

    private static ServerSocket listenAt(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
        return socket;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }
}
