// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.printing;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemill.cli.journal.reading.Finding;
import io.tidemill.journal.directory.BadPlace;
import io.tidemill.journal.directory.JournalFacts;
import io.tidemill.journal.directory.Remains;

/// A [Finding] as fields of a JSON object.
public final class FindingJson {
    private FindingJson() {}

    public static void write(Finding finding, JsonGenerator json) throws IOException {
        json.writeStringField("state", finding.state().word());
        json.writeStringField("sentence", finding.sentence());
        JournalFacts facts = finding.facts();
        json.writeNumberField("files", facts.files());
        json.writeNumberField("records", facts.records());
        json.writeNumberField("recordBytes", facts.bytes());
        json.writeNumberField("entries", facts.entries());
        json.writeNumberField("rows", facts.rows());
        json.writeNumberField("rejects", facts.rejects());
        if (facts.entries() > 0) {
            json.writeNumberField("firstSequence", facts.lastSequence() + 1 - facts.entries());
            json.writeNumberField("lastSequence", facts.lastSequence());
        }
        json.writeNumberField("strayPlaces", finding.strayPlaces());
        BadPlace at = finding.at();
        if (at != null) {
            json.writeObjectFieldStart("endsAt");
            json.writeStringField("file", at.file().toString());
            json.writeNumberField("offset", at.offset());
            json.writeNumberField("incarnation", at.incarnation());
            json.writeNumberField("sequence", at.sequence());
            json.writeStringField("flaw", at.flaw().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeEndObject();
            writeRemains(finding.remains(), json);
        }
    }

    private static void writeRemains(Remains remains, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("remains");
        json.writeNumberField("records", remains.records());
        json.writeNumberField("entries", remains.entries());
        json.writeNumberField("rows", remains.rows());
        json.writeNumberField("bytes", remains.bytes());
        json.writeEndObject();
    }
}
