// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.inspect;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemill.cli.journal.dump.EntryJson;
import io.tidemill.cli.journal.printing.CountsJson;
import io.tidemill.cli.journal.printing.FindingJson;
import io.tidemill.cli.journal.printing.HeaderJson;
import io.tidemill.cli.journal.printing.Json;
import io.tidemill.cli.journal.printing.PositionsJson;
import io.tidemill.journal.directory.Commit;
import io.tidemill.journal.directory.CommitLogs;
import io.tidemill.journal.directory.FormatFile;

/// An [InspectionReport] as fields of a JSON object. `docs/journal.md` lists them; they stay.
final class InspectionJson {
    private InspectionJson() {}

    static void write(InspectionReport report, JsonGenerator json) throws IOException {
        json.writeStringField("directory", report.directory().toString());
        json.writeStringField("carrier", report.format().carrier());
        json.writeNumberField("format", FormatFile.VERSION);
        json.writeStringField("made", report.format().made());
        if (report.openedBy().isPresent()) {
            json.writeNumberField("openedByProcess", report.openedBy().getAsLong());
        }
        FindingJson.write(report.finding(), json);
        json.writeBooleanField("complete", report.isComplete());
        json.writeNumberField("allocatedBytes", report.allocatedBytes());
        CountsJson.writeBatches(report.inspection().counts(), json);
        Json.objects(json, "incarnations", report.starts(), InspectionJson::writeStart);
        Json.objects(json, "publishers", report.inspection().publishers(), InspectionJson::writePublisher);
        Json.objects(json, "rejectedParts", report.inspection().rejectedParts(), InspectionJson::writeRejected);
        Json.objects(json, "verdicts", report.inspection().verdicts(), EntryJson::writeVerdict);
        Json.objects(json, "commitLogs", report.commitLogs(), InspectionJson::writeLog);
    }

    private static void writeStart(InspectionReport.Start start, JsonGenerator json) throws IOException {
        json.writeNumberField("incarnation", start.incarnation());
        json.writeBooleanField("kept", start.seen().isPresent());
        if (start.seen().isPresent()) {
            HeaderJson.write(start.seen().get().header(), json);
            CountsJson.write(start.seen().get().counts(), json);
        }
        Json.objects(json, "files", start.files(), InspectionJson::writeFile);
    }

    private static void writeFile(InspectionReport.DiskFile file, JsonGenerator json) throws IOException {
        json.writeStringField("path", file.path().toString());
        json.writeNumberField("bytes", file.bytes());
        if (file.allocatedBytes().isPresent()) {
            json.writeNumberField("allocatedBytes", file.allocatedBytes().getAsLong());
        }
        if (file.seen().isPresent()) {
            json.writeNumberField("records", file.seen().get().records());
            json.writeNumberField("recordBytes", file.seen().get().recordBytes());
            CountsJson.write(file.seen().get().counts(), json);
        }
    }

    private static void writePublisher(Inspection.Publisher publisher, JsonGenerator json) throws IOException {
        json.writeStringField("input", publisher.input());
        json.writeStringField("publisher", publisher.name());
        json.writeNumberField("rows", publisher.rows());
        json.writeNumberField("nextRow", publisher.nextRow());
        PositionsJson.write(publisher.offsets(), json);
    }

    private static void writeRejected(Inspection.RejectedPart rejected, JsonGenerator json) throws IOException {
        json.writeStringField("source", rejected.source());
        json.writeStringField("part", rejected.part());
        json.writeNumberField("rejects", rejected.rejects());
        json.writeNumberField("lastOffset", rejected.lastOffset());
        json.writeStringField("lastReason", rejected.lastReason());
    }

    private static void writeLog(CommitLogs.Log log, JsonGenerator json) throws IOException {
        json.writeStringField("sink", log.sink());
        Commit last = log.last();
        if (last != null) {
            json.writeNumberField("firstBatch", last.firstBatch());
            json.writeNumberField("lastBatch", last.lastBatch());
        }
        json.writeBooleanField("damaged", log.isDamaged());
    }
}
