// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file as a listing showed it.
///
/// @param bornMicros when it was made; the same as `modifiedMicros` where the file system does not know
/// @param inode tells two files of the same name apart, as long as both are there; empty where the file system has no such thing
record FoundFile(Path path, long modifiedMicros, long bornMicros, String inode) {
    private static final Pattern INODE = Pattern.compile("ino=(\\d+)");
    private static final Pattern SEPARATORS = Pattern.compile("[/,]");

    static FoundFile of(Path path, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new FoundFile(path, attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS),
                attributes.creationTime().to(TimeUnit.MICROSECONDS), key == null ? "" : inode(key.toString()));
    }

    /// The number of the file alone, where there is one: that of its device may be another one after the next boot.
    private static String inode(String key) {
        Matcher number = INODE.matcher(key);
        return number.find() ? number.group(1) : SEPARATORS.matcher(key).replaceAll("_");
    }

    /// Whether it is the same file, though perhaps written to meanwhile, or copied with its times.
    ///
    /// The number of a file that was deleted is soon given to another one, which was born later.
    boolean isSameAs(FoundFile other) {
        boolean birthIsKnown = bornMicros != modifiedMicros || other.bornMicros != other.modifiedMicros;
        return modifiedMicros == other.modifiedMicros
                || (inode.equals(other.inode) && !(birthIsKnown && bornMicros != other.bornMicros));
    }
}
