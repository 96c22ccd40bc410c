// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import io.tidemill.journal.JournalHeader;

/// What the first record of a file says.
///
/// @param fileNumber counts the files of the incarnation, from 1
public record FileHeader(JournalHeader header, int fileNumber) {}
