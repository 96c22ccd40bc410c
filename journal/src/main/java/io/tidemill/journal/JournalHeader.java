// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal;

import java.util.List;
import java.util.Map;

import io.tidemill.memory.Schema;

/// What has to be known to read and to replay the records of an incarnation: the first record of each of its files.
///
/// @param context the context's name
/// @param incarnation counts the starts on a data directory, from 1
/// @param firstSequence of the incarnation
/// @param predecessor what it found of the incarnation before it; of incarnation 1: sequence -1, CRC 0
/// @param createdMicros when it began, microseconds since 1970: for people only
/// @param zeroMicros the batch clock's zero: the same in all incarnations
/// @param inputs by number
/// @param blockRows the most rows of a chunk
/// @param textBytes the most bytes of text that a column of a chunk holds
/// @param fingerprint the plan, as lines that name its inputs, stages and sinks
/// @param environment what a difference in results might come from: JDK, CPU features, time-zone data
public record JournalHeader(String context, long incarnation, long firstSequence, Seal predecessor, long createdMicros,
        long zeroMicros, Durability durability, List<Input> inputs, int blockRows, int textBytes,
        List<String> fingerprint, Map<String, String> environment) {

    public JournalHeader {
        inputs = List.copyOf(inputs);
        fingerprint = List.copyOf(fingerprint);
        environment = Map.copyOf(environment);
    }

    /// Where an incarnation ended.
    ///
    /// @param sequence of its last entry
    /// @param crc of the record that holds it
    public record Seal(long sequence, int crc) {
        public static final Seal NONE = new Seal(-1, 0);
    }

    public record Input(String name, Schema schema) {}
}
