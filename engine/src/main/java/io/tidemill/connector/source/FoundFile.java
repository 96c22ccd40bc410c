// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/// A file as a listing showed it.
///
/// @param key tells two files of the same name apart, where the file system has such a thing
record FoundFile(Path path, long modifiedMicros, @Nullable Object key) {}
