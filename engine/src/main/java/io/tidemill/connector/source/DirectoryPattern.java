// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// A directory, or all directories that match a glob such as `/data/2026-*/in`.
///
/// `*`, `?`, `[...]` and `{...}` match within one name of the path. Names that begin with a dot are passed over, be they files
/// or directories.
final class DirectoryPattern {
    private static final String GLOB_CHARACTERS = "*?[{";

    private final Path base;
    private final List<String> globs;

    DirectoryPattern(String directory) {
        check(directory);
        int firstGlob = firstGlobCharacter(directory);
        if (firstGlob < 0 || Files.isDirectory(Path.of(directory))) {
            base = Path.of(directory);
            globs = List.of();
        } else {
            int slash = directory.lastIndexOf('/', firstGlob);
            base = Path.of(directory.substring(0, slash + 1));
            globs = List.of(directory.substring(slash + 1).split("/"));
        }
    }

    /// Throws when a text names no directory and is no glob either.
    static void check(String directory) {
        if (directory.isBlank()) {
            throw new IllegalArgumentException("the directory to read files from is empty: name one");
        }
        if (firstGlobCharacter(directory) >= 0 && !Files.isDirectory(Path.of(directory))) {
            try {
                for (String glob : directory.split("/")) {
                    FileSystems.getDefault().getPathMatcher("glob:" + glob);
                }
            } catch (PatternSyntaxException wrong) {
                throw new IllegalArgumentException("%s is neither a directory nor a pattern of directories: %s"
                        .formatted(directory, wrong.getDescription()), wrong);
            }
        }
    }

    private static int firstGlobCharacter(String directory) {
        for (int i = 0; i < directory.length(); i++) {
            if (GLOB_CHARACTERS.indexOf(directory.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    boolean isGlob() {
        return !globs.isEmpty();
    }

    /// The directory, or the one that the globs start from.
    Path base() {
        return base;
    }

    /// The directory, or those that match now.
    List<Path> directories() throws IOException {
        List<Path> directories = List.of(base);
        for (String glob : globs) {
            directories = matches(directories, glob);
        }
        return directories;
    }

    /// The regular files in some of them; a directory that is not there throws, unless it came from a glob.
    List<FoundFile> list(List<Path> directories) throws IOException {
        List<FoundFile> files = new ArrayList<>();
        for (Path directory : directories) {
            try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, path -> !isHidden(path))) {
                addFiles(paths, files);
            } catch (NoSuchFileException | NotDirectoryException gone) {
                if (!isGlob()) {
                    throw gone;
                }
            }
        }
        return files;
    }

    private static List<Path> matches(List<Path> parents, String glob) throws IOException {
        List<Path> matches = new ArrayList<>();
        for (Path parent : parents) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, glob)) {
                for (Path child : children) {
                    if (!isHidden(child) && Files.isDirectory(child)) {
                        matches.add(child);
                    }
                }
            } catch (DirectoryIteratorException failure) {
                throw failure.getCause();
            } catch (NoSuchFileException | NotDirectoryException _) {
                // gone since its parent was listed, or not there yet
            }
        }
        return matches;
    }

    private static void addFiles(DirectoryStream<Path> paths, List<FoundFile> files) throws IOException {
        try {
            for (Path path : paths) {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                    if (attributes.isRegularFile()) {
                        files.add(FoundFile.of(path, attributes));
                    }
                } catch (NoSuchFileException _) {
                    // gone since its directory was listed, or a link that leads nowhere
                } catch (FileSystemException failure) {
                    if (!Files.isSymbolicLink(path)) {
                        throw failure;
                    }
                    // a link that leads round in a circle, or where nobody may look
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }
}
