// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.nio.file.Path;

import io.tidemill.codec.Encoding;
import io.tidemill.connector.FormattedSource;
import io.tidemill.connector.Source;
import io.tidemill.connector.source.SocketTextSource;
import io.tidemill.connector.source.TextFileSource;
import io.tidemill.connector.source.TextFileStreamSource;
import io.tidemill.format.LineFormat;
import io.tidemill.plan.Site;

/// Lines in a format that has been chosen, [StreamReader], and the sources that they may come from.
///
/// They are read by the source's thread: what the journal holds, and all that follows, is columns. A line that is no row is a reject of the
/// source, counted and kept with its place and the reason.
public final class FormattedLines<T> {
    private final StreamingContext context;
    private final Encoding<T> encoding;
    private final LineFormat format;

    FormattedLines(StreamingContext context, Encoding<T> encoding, LineFormat format) {
        this.context = context;
        this.encoding = encoding;
        this.format = format;
    }

    /// Lines from a socket, connected again whenever it is lost.
    public DStream<T> socketTextStream(String host, int port) {
        return stream(new SocketTextSource(host, port), CallSite.of("socketTextStream"));
    }

    /// Lines of the files that are moved into a directory from now on, which may be a glob.
    public DStream<T> textFileStream(String directory) {
        return stream(new TextFileStreamSource(directory), CallSite.of("textFileStream"));
    }

    /// Lines of one file, which ends the stream.
    public DStream<T> textFile(Path file) {
        return stream(new TextFileSource(file), CallSite.of("textFile"));
    }

    /// Lines of any source that would else be a stream of text.
    public DStream<T> source(Source lines) {
        return stream(lines, CallSite.of("source"));
    }

    private DStream<T> stream(Source lines, Site site) {
        return context.source(new FormattedSource(lines, format), encoding, site);
    }
}
