// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.record.Flaw;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.memory.MemoryBudget;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

/// Scans damaged journals, and fails unless the damage was named, or provably took nothing away. Counts what came of it.
final class FaultCheck {
    /// What came of a fault.
    enum Outcome {
        /// The scan named file, offset and sequence, and refuses to go on.
        CORRUPT("named as corruption"),
        /// The scan named them, and the journal ends before.
        TORN("named as a torn tail"),
        /// All entries are there; something was noticed.
        NOTED("noticed, took nothing away"),
        /// All entries are there: the bytes carry nothing.
        HARMLESS("in bytes that carry nothing"),
        /// The journal is as it once was, when its last records had not been written yet. No barrier has covered these.
        SHORTER("gave the journal of a moment before");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    private final MemoryBudget budget;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private @Nullable Diagnosis last;

    FaultCheck(MemoryBudget budget) {
        this.budget = budget;
    }

    /// Scans a damaged journal.
    ///
    /// @param what for messages: the fault and the seed that it came from
    Outcome check(FaultImage image, ImageStorage damaged, String what) {
        Diagnosis found = JournalScan.scan(JournalImage.files(damaged, image.form()), budget, ScanProgress.NONE);
        last = found;
        int read = image.recordsUpTo(found.facts().seal());
        assertThat(read).as("%s: does not read what is there: %s", what, found)
                .isGreaterThanOrEqualTo(image.intact(damaged));
        Outcome outcome = read == image.kept().size()
                ? outcomeOfAll(found, what)
                : outcomeOfPrefix(image, damaged, found, read, what);
        counts.merge(outcome, 1, Integer::sum);
        return outcome;
    }

    private static Outcome outcomeOfAll(Diagnosis found, String what) {
        return switch (found) {
            case Diagnosis.Sound sound -> sound.strayPlaces() > 0 ? Outcome.NOTED : Outcome.HARMLESS;
            case Diagnosis.TornTail torn -> {
                assertThat(torn.remains().records()).as("%s: %s", what, found).isZero();
                yield Outcome.NOTED;
            }
            case Diagnosis.Corrupt _ -> throw new AssertionError(what + ": refused although all is there: " + found);
        };
    }

    private static Outcome outcomeOfPrefix(FaultImage image, ImageStorage damaged, Diagnosis found, int read,
            String what) {
        assertThat(read <= image.lastSafe() && !(found instanceof Diagnosis.Corrupt))
                .as("%s: lost what was safe: %s", what, found)
                .isFalse();
        return switch (found) {
            case Diagnosis.Sound _ -> {
                BadPlace end = end(image, damaged, read);
                assertThat(!endsWithoutLength(image, damaged, end) && isWrittenBehind(image, damaged, end))
                        .as("%s: not noticed", what)
                        .isFalse();
                assertThat(image.lastSafe() < 0 && holdsWholeRecordBehind(image, damaged, read, end))
                        .as("%s: records that follow are not noticed", what)
                        .isFalse();
                yield Outcome.SHORTER;
            }
            case Diagnosis.TornTail torn -> {
                assertNamed(damaged, torn.at(), found, what);
                assertThat(image.lastSafe() < 0 && holdsWholeRecordBehind(image, damaged, read, torn.at()))
                        .as("%s: healed although records follow: %s", what, found)
                        .isFalse();
                yield Outcome.TORN;
            }
            case Diagnosis.Corrupt corrupt -> {
                assertNamed(damaged, corrupt.at(), found, what);
                assertThat(corrupt.refusal()).hasMessageContaining(corrupt.at().file().toString())
                        .hasMessageContaining("byte %,d, sequence %,d".formatted(corrupt.at().offset(),
                                corrupt.at().sequence()));
                yield Outcome.CORRUPT;
            }
        };
    }

    private static void assertNamed(ImageStorage damaged, BadPlace at, Diagnosis found, String what) {
        assertThat(at.sequence()).as(what).isEqualTo(found.facts().lastSequence() + 1);
        boolean exists = damaged.exists(at.file()) || at.file().equals(JournalImage.DIRECTORY);
        assertThat(exists).as("%s: %s", what, at).isTrue();
        assertThat(at.offset()).as("%s: %s", what, at).isNotNegative();
    }

    /// Where the last record that was read ends: a splice may have moved it.
    private static BadPlace end(FaultImage image, ImageStorage damaged, int read) {
        JournalImage.Placed last = image.kept().get(read - 1);
        byte[] record = Arrays.copyOfRange(image.bytes(last.file()), last.offset(), last.end());
        int moved = lastIndexOf(damaged.bytes(last.file()), record);
        int end = moved < 0 ? last.end() : moved + record.length;
        return new BadPlace(last.file(), end, last.incarnation(), last.seal().sequence() + 1, Flaw.NOTHING);
    }

    /// Whether there is no length behind the records that were read, as Chronicle leaves it until a record is whole.
    private static boolean endsWithoutLength(FaultImage image, ImageStorage damaged, BadPlace end) {
        int from = (int) end.offset();
        byte[] length = Arrays.copyOfRange(damaged.bytes(end.file()), from, from + image.form().headerBytes());
        return image.form() == ImageForm.CHRONICLE && Arrays.equals(length, new byte[length.length]);
    }

    /// Whether anything but zeros lies behind the records that were read, in their incarnation or a later one, and behind what the
    /// carrier puts in front of the next.
    private static boolean isWrittenBehind(FaultImage image, ImageStorage damaged, BadPlace end) {
        for (Path file : damaged.files().keySet()) {
            byte[] bytes = damaged.bytes(file);
            int front = image.form().front().length;
            int from = file.equals(end.file())
                    ? (int) end.offset()
                    : file.compareTo(end.file()) > 0 ? front : bytes.length;
            for (int i = from + image.form().headerBytes(); i < bytes.length; i++) {
                if (bytes[i] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a record of the last incarnation that was not read lies somewhere behind those that were, but for within what a torn
    /// record says that it holds.
    private static boolean holdsWholeRecordBehind(FaultImage image, ImageStorage damaged, int read, BadPlace torn) {
        Path last = image.kept().get(Math.max(0, read - 1)).file();
        List<JournalImage.Placed> lost = image.kept().subList(read, image.kept().size());
        for (Path file : damaged.files().keySet()) {
            byte[] bytes = damaged.bytes(file);
            int from = file.equals(torn.file()) ? behindTorn(image, bytes, torn, lost.getFirst()) : 0;
            for (JournalImage.Placed record : lost) {
                byte[] wanted = Arrays.copyOfRange(image.bytes(record.file()), record.offset(), record.end());
                boolean isPlace = file.compareTo(last) >= 0 && record.incarnation() == image.lastIncarnation()
                        && file.startsWith(Incarnations.directory(JournalImage.DIRECTORY, record.incarnation()));
                int at = isPlace ? lastIndexOf(bytes, wanted) : -1;
                if (at >= 0 && at + wanted.length >= from) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Where a torn record ends if the length in its frame is right, and its frame is that of the record that comes next.
    private static int behindTorn(FaultImage image, byte[] bytes, BadPlace torn, JournalImage.Placed next) {
        int at = (int) torn.offset();
        int length = RecordLayout.PAYLOAD_AT;
        boolean isFrame = at + length <= bytes.length && Arrays.equals(bytes, at, at + RecordLayout.LENGTH_AT,
                image.bytes(next.file()), next.offset(), next.offset() + RecordLayout.LENGTH_AT);
        int payload = isFrame ? ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN).getInt(at + RecordLayout.LENGTH_AT) : 0;
        return isFrame && RecordLayout.isPayloadLength(payload) ? at + payload + RecordLayout.FRAME_BYTES : 0;
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /// What the last scan found.
    Diagnosis last() {
        return Objects.requireNonNull(last);
    }

    int injected() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /// One line for people.
    void print(String faults) {
        StringBuilder line = new StringBuilder("%s: %,d injected".formatted(faults, injected()));
        counts.forEach((outcome, count) -> line.append(", %,d %s".formatted(count, outcome.words)));
        System.out.println(line.append(", 0 unnoticed"));
    }
}
