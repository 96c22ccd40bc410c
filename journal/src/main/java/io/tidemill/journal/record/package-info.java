// SPDX-License-Identifier: Apache-2.0
/// One record of the journal: its layout, its checksum, and the entries in it, written and read.
///
/// A record is a frame of 32 bytes, a payload, and a CRC32C over both; it also holds the CRC of the record before it, so that a
/// hole, a stale tail or a splice is seen. `docs/journal-format.md` says it byte by byte. Writing: a [RecordBuilder] gathers
/// entries, over a [RecordFrame], which other logs use too. Reading: a [RecordChain] tells whether bytes are the record that
/// comes next, then a [RecordReader] walks its entries. **Threads**: each object belongs to one. **Memory**: each has a buffer or
/// views of its caller's, counted by a budget; no garbage per record. May import: memory, journal, column. Knows no files.
///
/// ```java
/// builder.add(entry);
/// builder.finish(previousCrc);
/// carrier.append(builder.address(), builder.bytes());
/// previousCrc = builder.crc();
/// builder.reset();
/// ```
@NullMarked
package io.tidemill.journal.record;

import org.jspecify.annotations.NullMarked;
