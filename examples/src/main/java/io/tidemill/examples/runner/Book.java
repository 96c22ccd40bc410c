// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.runner;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.tidemill.BugException;
import io.tidemill.ConnectorException;

/// The book that comes with the examples, Moby-Dick, as a file: a copy of it where the examples run from a jar.
final class Book implements AutoCloseable {
    private static final String RESOURCE = "/moby-dick.txt";

    private final Path path;
    private final boolean isCopy;

    private Book(Path path, boolean isCopy) {
        this.path = path;
        this.isCopy = isCopy;
    }

    static Book open() {
        URI resource = URI.create(String.valueOf(Book.class.getResource(RESOURCE)));
        if ("file".equals(resource.getScheme())) {
            return new Book(Path.of(resource), false);
        }
        try (InputStream text = Book.class.getResourceAsStream(RESOURCE)) {
            if (text == null) {
                throw new BugException("the examples were packed without their book " + RESOURCE);
            }
            Path copy = Files.createTempFile("moby-dick", ".txt");
            Files.write(copy, text.readAllBytes());
            return new Book(copy, true);
        } catch (IOException failure) {
            throw new ConnectorException("the book cannot be unpacked to the directory for temporary files: " + failure,
                    failure);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (isCopy) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException _) {
                // it lies in the directory for temporary files
            }
        }
    }
}
