// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.format.LineSplitter;

/// Lines of text from a TCP server, as Spark's `socketTextStream`: it connects, and connects again whenever the connection ends.
///
/// Attempts are spaced by a [Backoff], for ever. A server that closes the connection in order ends its last line by that; a
/// connection that breaks leaves the line that it cut as a reject. What was lost on the way cannot be asked for again.
public final class SocketTextSource implements Source {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final String host;
    private final int port;
    private final long seed;

    public SocketTextSource(String host, int port) {
        this(host, port, 0);
    }

    /// @param seed of the waits between attempts, together with the time when the source starts
    public SocketTextSource(String host, int port, long seed) {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host to connect to is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port of %s must be 1 to 65535, was %d".formatted(host, port));
        }
        this.host = host;
        this.port = port;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "socket " + address();
    }

    @Override
    public boolean bounded() {
        return false;
    }

    @Override
    public void run(SourceContext context) {
        Backoff backoff = new Backoff(FIRST_WAIT_MILLIS, LONGEST_WAIT_MILLIS, seed ^ context.nowMicros());
        try (LineSplitter splitter = context.openLines()) {
            while (!context.isStopping()) {
                String trouble = connectAndRead(context, splitter, backoff);
                if (!context.isStopping()) {
                    waitToRetry(context, trouble, backoff.nextMillis());
                }
            }
        }
    }

    /// Reads until the connection ends; answers what ended it, or why there was none.
    private String connectAndRead(SourceContext context, LineSplitter splitter, Backoff backoff) {
        context.state("connecting to " + address());
        boolean connected = false;
        try (SocketChannel channel = connect()) {
            connected = true;
            context.state("connected to " + address());
            while (!context.isStopping()) {
                int bytes = channel.read(splitter.room());
                if (bytes < 0) {
                    splitter.endOfInput();
                    return "the server closed the connection";
                }
                splitter.take(bytes);
                backoff.reset();
            }
            splitter.abandon("stopped in mid line");
            return "stopped";
        } catch (IOException failure) {
            // A stop interrupts the read. The flag would end the next one too, if this was no stop.
            boolean interrupted = Thread.interrupted() && context.isStopping();
            if (connected) {
                splitter.abandon(interrupted ? "stopped in mid line" : "connection broken in mid line");
            }
            return reason(failure);
        }
    }

    /// Tries each address of the host, and throws what the last one answered.
    private SocketChannel connect() throws IOException {
        @Nullable
        IOException refused = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true); // finds out when the other side is gone without a word
                channel.socket().connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT_MILLIS);
                return channel;
            } catch (IOException failure) {
                channel.close();
                if (Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
                refused = failure;
            }
        }
        throw refused == null ? new UnknownHostException(host) : refused;
    }

    private void waitToRetry(SourceContext context, String trouble, long millis) {
        context.state(String.format(Locale.ROOT, "waiting for %s (%s, retry in %.1f s)", address(), trouble,
                millis / 1000.0));
        context.sleep(millis);
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return "unknown host";
        }
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private String address() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
