// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/// A real broker in a JVM of its own, alone in its cluster, on free ports of 127.0.0.1, with its logs in a temporary directory.
///
/// It may be killed and started again on the same logs and ports. It takes about five seconds to start, so there is one for all tests of a
/// run: [#shared]. A test leaves it running.
public final class KafkaBroker implements AutoCloseable {
    /// Who may log in at [#saslServers], and see nothing.
    public static final String USER = "nobody-in-particular";
    public static final String PASSWORD = "canary-7c1f2e";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LOG_SETTINGS = """
            <configuration>
              <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger{0} %msg%n%ex{5}</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private final Path directory;
    private final int port;
    private final int saslPort;
    private @Nullable Process process;

    private static final class Shared {
        static final KafkaBroker BROKER = KafkaBroker.make();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(BROKER::close));
        }
    }

    private KafkaBroker(Path directory, List<Integer> ports) {
        this.directory = directory;
        this.port = ports.get(0);
        this.saslPort = ports.get(1);
    }

    /// The one that all tests of this JVM share, running.
    public static KafkaBroker shared() {
        Shared.BROKER.start();
        return Shared.BROKER;
    }

    private static KafkaBroker make() {
        try {
            Path directory = Files.createTempDirectory("tidemill-broker");
            List<Integer> ports = freePorts(3);
            KafkaBroker broker = new KafkaBroker(directory, ports);
            Files.writeString(directory.resolve("logback.xml"), LOG_SETTINGS);
            Files.writeString(directory.resolve("server.properties"), broker.settings(ports.get(2)));
            broker.run("kafka.tools.StorageTool", "format", "-t", Uuid.randomUuid().toString(), "-c").onExit().join();
            return broker;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String settings(int controllerPort) {
        String login = "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";".formatted(
                USER,
                PASSWORD);
        return Map.ofEntries(Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners",
                        "PLAIN://127.0.0.1:%d,SASL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, saslPort,
                                controllerPort)),
                Map.entry("advertised.listeners",
                        "PLAIN://127.0.0.1:%d,SASL://127.0.0.1:%d".formatted(port, saslPort)),
                Map.entry("inter.broker.listener.name", "PLAIN"),
                Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAIN:PLAINTEXT,SASL:SASL_PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("listener.name.sasl.plain.sasl.jaas.config", login),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS"),
                Map.entry("log.dirs", directory.resolve("logs").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"))
                .entrySet()
                .stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\"))
                .reduce("", (one, other) -> one + other + "\n");
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private Process run(String main, String... arguments) throws IOException {
        Path classPath = Path.of(System.getProperty("tidemill.root"), "extensions/kafka/target/broker-classpath");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"), "-cp",
                Files.readString(classPath).strip() + File.pathSeparator, main));
        command.addAll(Arrays.asList(arguments));
        command.add(directory.resolve("server.properties").toString());
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("output").toFile()))
                .start();
    }

    /// Starts it, unless it runs, and waits until it answers.
    public void start() {
        Process running = process;
        if (running != null && running.isAlive()) {
            return;
        }
        try {
            Process started = run("kafka.Kafka");
            process = started;
            await("the broker").atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                if (!started.isAlive()) {
                    throw new IllegalStateException("the broker has ended:\n" + output());
                }
                return listens(port);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /// `kill -9`.
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    /// Where it listens for everybody.
    public String servers() {
        return "127.0.0.1:" + port;
    }

    /// Where it wants a login.
    public String saslServers() {
        return "127.0.0.1:" + saslPort;
    }

    /// What it has printed.
    public String output() {
        try {
            return Files.readString(directory.resolve("output"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Kills it, and deletes what it has kept.
    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
