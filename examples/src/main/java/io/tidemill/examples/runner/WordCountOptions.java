// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tidemill.Batching;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;
import io.tidemill.cli.terminal.WrongArguments;
import io.tidemill.connector.Source;
import io.tidemill.connector.source.SocketTextSource;
import io.tidemill.connector.source.TextFileSource;
import io.tidemill.connector.source.TextFileStreamSource;
import io.tidemill.journal.Durability;
import io.tidemill.kafka.EndingOffsets;
import io.tidemill.kafka.KafkaSource;
import picocli.CommandLine.Option;

/// What users of the word count may choose.
final class WordCountOptions {
    private static final Duration BOOK_LASTS = Duration.ofSeconds(20);
    private static final String DEFAULT = "${DEFAULT-VALUE}";

    @Option(names = "--source", paramLabel = "text|files|socket|kafka", converter = SourceKind.Converter.class, defaultValue = "text", description = "where the lines come from: a book, read in about 20 s; --path; --host and --port; --bootstrap and --topic. Default: "
            + DEFAULT)
    private SourceKind kind = SourceKind.TEXT;

    @Option(names = "--path", paramLabel = "PATH", description = "a file, read to its end, or a directory: what lies in it, then what is moved into it")
    private @Nullable String path;

    @Option(names = "--host", paramLabel = "HOST", description = "of a server that sends lines. Default: localhost")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "of that server. Default: 9999, as in `nc -lk 9999`")
    private @Nullable Integer port;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "of a Kafka broker; several are separated by commas. Default: localhost:9092")
    private @Nullable String bootstrap;

    @Option(names = "--topic", paramLabel = "TOPIC", split = ",", description = "of Kafka, whose records are lines, read from its first record on; several are separated by commas")
    private List<String> topics = List.of();

    @Option(names = "--batch", paramLabel = "TIME", converter = DurationConverter.class, defaultValue = "100ms", description = "how often a batch ends. Default: "
            + DEFAULT)
    private Duration batch = Duration.ZERO;

    @Option(names = "--window", paramLabel = "TIME", converter = DurationConverter.class, defaultValue = "10s", description = "how far back words are counted: a multiple of the slide. Default: "
            + DEFAULT)
    private Duration window = Duration.ZERO;

    @Option(names = "--slide", paramLabel = "TIME", converter = DurationConverter.class, defaultValue = "2s", description = "how often a window is printed: a multiple of the batch. Default: "
            + DEFAULT)
    private Duration slide = Duration.ZERO;

    @Option(names = "--threads", paramLabel = "inline|one|two", converter = LayoutConverter.class, defaultValue = "one", description = "the engine's own threads. Default: "
            + DEFAULT)
    private ThreadLayout layout = ThreadLayout.one();

    @Option(names = "--out", paramLabel = "FILE", description = "write the totals of the whole input as CSV lines of word,count")
    private @Nullable Path out;

    @Option(names = "--top", paramLabel = "N", defaultValue = "10", description = "the words to print of each window. Default: "
            + DEFAULT)
    private int top;

    @Option(names = "--rate", paramLabel = "MB/s", converter = RateConverter.class, description = "read no faster than this, text and files only")
    private @Nullable Long bytesPerSecond;

    @Option(names = "--data", paramLabel = "DIR", description = "keep the input in a journal in DIR, and go on from there when started again. Default: a directory that is gone after the run")
    private @Nullable Path data;

    @Option(names = "--durability", paramLabel = "none|process|power|power:10ms", converter = DurabilityConverter.class, defaultValue = "process", description = "what lines that were taken survive: kill -9, or a power cut, with a barrier for each chunk or for some time. Default: "
            + DEFAULT)
    private Durability durability = Durability.PROCESS;

    @Option(names = "--accept-data-loss", description = "start from what is whole of a damaged journal; what lies behind is lost")
    private boolean acceptsDataLoss;

    @Option(names = "--exit-when-done", description = "end when all of --path has been read, or all that the topics held at the first start; the book ends anyway")
    private boolean exitWhenDone;

    /// What is wrong with the choice as a whole, if anything is.
    Optional<String> contradiction() {
        return sourceContradiction().or(this::otherContradiction);
    }

    private Optional<String> sourceContradiction() {
        if (kind == SourceKind.FILES && path == null) {
            return Optional.of("--source files needs a --path: a file or a directory");
        }
        if (path != null && path.isBlank()) {
            return Optional.of("--path '%s' names nothing: name a file or a directory".formatted(path));
        }
        if (host != null && host.isBlank()) {
            return Optional.of("--host '%s' names no server: name one, or leave the option out for localhost"
                    .formatted(host));
        }
        if (kind != SourceKind.FILES && path != null) {
            return Optional.of("--path %s goes with --source files only".formatted(path));
        }
        if (kind != SourceKind.SOCKET && (host != null || port != null)) {
            return Optional.of("--host and --port go with --source socket only");
        }
        if (kind == SourceKind.SOCKET && port != null && (port < 1 || port > 65_535)) {
            return Optional.of("--port must be 1 to 65535, was " + port);
        }
        if (kind == SourceKind.SOCKET && exitWhenDone) {
            return Optional
                    .of("--exit-when-done needs an input that ends: a socket is connected again whenever it is lost");
        }
        if (kind == SourceKind.SOCKET && bytesPerSecond != null) {
            return Optional.of("--rate goes with --source text or files: what a socket sends is its server's to say");
        }
        if (kind != SourceKind.KAFKA && (bootstrap != null || !topics.isEmpty())) {
            return Optional.of("--bootstrap and --topic go with --source kafka only");
        }
        if (kind == SourceKind.KAFKA && topics.isEmpty()) {
            return Optional.of("--source kafka needs a --topic to read");
        }
        return kind == SourceKind.KAFKA && bytesPerSecond != null
                ? Optional.of("--rate goes with --source text or files: a topic is read as fast as it comes")
                : Optional.empty();
    }

    private Optional<String> otherContradiction() {
        if (data == null && acceptsDataLoss) {
            return Optional.of("--accept-data-loss goes with --data DIR only");
        }
        if (data != null && data.toString().isBlank()) {
            return Optional.of("--data '%s' names no directory: write for example --data run1".formatted(data));
        }
        return top < 0 ? Optional.of("--top must be 0 at least, was " + top) : Optional.empty();
    }

    /// Where the journal is kept.
    DataPlace data() {
        return DataPlace.open(data);
    }

    StreamingContext context(DataPlace place) {
        StreamingContextBuilder builder = StreamingContext.builder("wordcount")
                .batching(Batching.every(batch))
                .layout(layout)
                .checkpoint(place.directory())
                .durability(durability);
        return acceptsDataLoss ? builder.acceptDataLoss().build() : builder.build();
    }

    boolean isInline() {
        return layout.isInline();
    }

    /// Whether to end when all of the input has been read.
    boolean endsWithInput() {
        return exitWhenDone || kind == SourceKind.TEXT;
    }

    /// @param results where windows are printed
    WordCountJob job(PrintStream results) {
        return new WordCountJob(window, slide, top, results, Optional.ofNullable(out).map(TotalsFile::new));
    }

    Source source(Path book) {
        return switch (kind) {
            case TEXT -> {
                TextFileSource text = new TextFileSource(book);
                yield bytesPerSecond == null ? text.over(BOOK_LASTS) : text.atRate(bytesPerSecond);
            }
            case FILES -> files(path == null ? "" : path);
            case SOCKET -> new SocketTextSource(host == null ? "localhost" : host, port == null ? 9999 : port);
            case KAFKA -> kafka(bootstrap == null ? "localhost:9092" : bootstrap);
        };
    }

    private Source kafka(String brokers) {
        try {
            return KafkaSource.from(brokers)
                    .subscribe(topics.toArray(String[]::new))
                    .endingAt(exitWhenDone ? EndingOffsets.latest() : EndingOffsets.never())
                    .build();
        } catch (IllegalArgumentException wrong) {
            throw new WrongArguments("--bootstrap %s, --topic %s: %s".formatted(brokers, String.join(",", topics),
                    wrong.getMessage()));
        }
    }

    private Source files(String where) {
        if (isOneFile(where)) {
            TextFileSource file = new TextFileSource(Path.of(where));
            return bytesPerSecond == null ? file : file.atRate(bytesPerSecond);
        }
        TextFileStreamSource directory = directory(where).includeExisting();
        TextFileStreamSource ending = exitWhenDone ? directory.untilCaughtUp() : directory;
        return bytesPerSecond == null ? ending : ending.atRate(bytesPerSecond);
    }

    private static TextFileStreamSource directory(String where) {
        try {
            return new TextFileStreamSource(where);
        } catch (IllegalArgumentException wrong) {
            throw new WrongArguments("--path " + wrong.getMessage());
        }
    }

    /// All that is no directory and no pattern is a file, also one that is not there: its source says so.
    private static boolean isOneFile(String where) {
        return Files.exists(Path.of(where))
                ? !Files.isDirectory(Path.of(where))
                : where.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0);
    }
}
