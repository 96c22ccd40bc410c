// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

import io.tidemill.connector.SourceContext;
import io.tidemill.format.LineSplitter;

/// A file that is read once, from its first byte to the last that it had when it was opened.
///
/// Bytes that are appended meanwhile are not seen. What an earlier start has read of it is left out.
final class LineFile implements AutoCloseable {
    private final SeekableByteChannel channel;
    private long bytes;
    private long read;

    private LineFile(SeekableByteChannel channel, long bytes) {
        this.channel = channel;
        this.bytes = bytes;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by this
    static LineFile open(Path path) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.READ);
        try {
            return new LineFile(channel, channel.size());
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /// Goes on where a line ended that was taken in an earlier start; false if the file is not that long.
    boolean goOnAt(long lineEnd, LineSplitter splitter) throws IOException {
        if (lineEnd > bytes) {
            return false;
        }
        channel.position(lineEnd);
        read = lineEnd;
        splitter.goOnAt(lineEnd);
        return true;
    }

    /// Reads no further than up to here, which must be there.
    void endAt(long end) {
        bytes = end;
    }

    /// How a file's reading ended.
    enum End {
        WHOLE,
        /// The file holds less than when it was opened: its last lines are missing.
        SHRUNK,
        /// The context is stopping.
        STOPPED
    }

    /// Cuts what the file holds; without a pace as fast as the rows are taken.
    End read(SourceContext context, LineSplitter splitter, @Nullable Pace pace) throws IOException {
        try {
            while (read < bytes) {
                if (context.isStopping()) {
                    return End.STOPPED;
                }
                ByteBuffer room = splitter.room();
                int wanted = (int) Math.min(room.remaining(), bytes - read);
                int allowed = pace == null ? wanted : pace.allowed(wanted, context.nowMicros());
                if (pace != null && allowed == 0) {
                    context.sleep(pace.waitMillis(wanted));
                    continue;
                }
                int came = channel.read(room.limit(room.position() + allowed));
                if (came < 0) {
                    return End.SHRUNK;
                }
                read += came;
                splitter.take(came);
                if (pace != null) {
                    pace.spend(came);
                }
            }
            splitter.endOfInput();
            return End.WHOLE;
        } catch (ClosedByInterruptException stopped) {
            Thread.interrupted(); // the flag has done its work
            if (context.isStopping()) {
                return End.STOPPED;
            }
            throw stopped;
        }
    }

    /// Bytes when the file was opened, or up to where it shall be read.
    long bytes() {
        return bytes;
    }

    /// Bytes that were read.
    long read() {
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
