// SPDX-License-Identifier: Apache-2.0
package io.tidemill.rooms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Java source as text: enough to see what it imports, without compiling it.
record SourceFile(Path path, String text) {
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([a-z0-9_.]+);", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    static List<SourceFile> under(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> path.toString().endsWith(".java")).sorted().map(SourceFile::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The package of an imported name: what stands before the first capital letter.
    static String packageOf(String name) {
        return name.replaceFirst("\\.[A-Z].*", "");
    }

    private static SourceFile read(Path path) {
        try {
            return new SourceFile(path, Files.readString(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String packageName() {
        Matcher matcher = PACKAGE.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException(path + " states no package");
        }
        return matcher.group(1);
    }

    /// What the import statements name: types, or members of types.
    Set<String> imports() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = IMPORT.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    String withoutComments() {
        return COMMENT.matcher(text).replaceAll("");
    }
}
