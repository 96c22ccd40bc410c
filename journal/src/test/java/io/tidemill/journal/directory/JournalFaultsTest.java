// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.journal.Durability;
import io.tidemill.journal.directory.FaultCheck.Outcome;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// Damages journals in every way that a disk or a careless hand can, from seeds, and lets none of it pass unnoticed.
///
/// The bytes that carry nothing are: zeros behind the last record of a file, what a later incarnation has discarded, and whole
/// files of incarnations that another goes on without.
class JournalFaultsTest {
    private final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    /// Journals that end at PROCESS, at POWER with a barrier behind the last record, and with one some records before it.
    private List<FaultImage> images(ImageForm form, long seed) {
        return List.of(FaultImage.make(form, "PROCESS", budget, seed, Durability.PROCESS, -1),
                FaultImage.make(form, "POWER", budget, seed + 1, Durability.POWER, 0),
                FaultImage.make(form, "POWER, 4 records after the barrier", budget, seed + 2, Durability.POWER, 4));
    }

    @ParameterizedTest
    @EnumSource
    void namesBitsThatFlip(ImageForm form) {
        flipBits(form, 3_000, 1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("faults")
    void namesTwentyThousandBitsThatFlip(ImageForm form) {
        flipBits(form, 20_000, 100);
    }

    private void flipBits(ImageForm form, int count, long seed) {
        FaultCheck check = new FaultCheck(budget);
        for (long ofImages = seed; check.injected() < count; ofImages += 3) {
            for (FaultImage image : images(form, ofImages)) {
                try (image) {
                    Random random = new Random(ofImages);
                    for (int i = 0; i < 500 && check.injected() < count; i++) {
                        flipBit(image, random, check, "seed %d, %s".formatted(ofImages, image.name()));
                    }
                }
            }
        }
        check.print(form + ": bit flips");
        assertThat(check.count(Outcome.CORRUPT)).isGreaterThan(count / 3);
        assertThat(check.count(Outcome.SHORTER)).isZero();
    }

    private static void flipBit(FaultImage image, Random random, FaultCheck check, String what) {
        List<Path> files = image.journalFiles();
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = image.bytes(file).clone();
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        ImageStorage damaged = image.with(file, bytes);
        Outcome outcome = check.check(image, damaged, "%s: bit of byte %d of %s".formatted(what, at, file));

        int hit = recordAt(image, file, at);
        if (hit < 0 && image.form() == ImageForm.CHRONICLE) {
            assertThat(outcome).as("%s: byte %d of %s", what, at, file).isNotEqualTo(Outcome.SHORTER);
            return;
        }
        if (hit < 0) {
            assertThat(outcome).as("%s: byte %d of %s", what, at, file).isIn(Outcome.HARMLESS, Outcome.NOTED);
            return;
        }
        JournalImage.Placed record = image.kept().get(hit);
        boolean isLast = hit == image.kept().size() - 1;
        boolean heals = record.incarnation() == image.lastIncarnation()
                && (image.lastSafe() < 0 ? isLast : hit > image.lastSafe());
        assertThat(outcome).as("%s: byte %d of %s", what, at, file).isEqualTo(heals ? Outcome.TORN : Outcome.CORRUPT);
        BadPlace named = place(check.last());
        assertThat(named.file()).as(what).isEqualTo(file);
        assertThat(named.offset()).as(what).isEqualTo(record.offset());
    }

    private static BadPlace place(Diagnosis found) {
        return switch (found) {
            case Diagnosis.TornTail torn -> torn.at();
            case Diagnosis.Corrupt corrupt -> corrupt.at();
            case Diagnosis.Sound _ -> throw new AssertionError("names no place");
        };
    }

    /// The index of the record that a byte belongs to, -1 if it belongs to none.
    private static int recordAt(FaultImage image, Path file, int at) {
        for (int i = 0; i < image.kept().size(); i++) {
            JournalImage.Placed record = image.kept().get(i);
            if (record.file().equals(file) && at >= record.offset() && at < record.end()) {
                return i;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @EnumSource
    void namesAJournalThatIsCutOff(ImageForm form) {
        FaultCheck check = new FaultCheck(budget);
        for (FaultImage image : images(form, 40)) {
            try (image) {
                cutOff(image, image.journalFiles().getLast(), check);
            }
        }
        check.print(form + ": truncations at every byte of the last three records");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("faults")
    void namesFilesThatAreCutOff(ImageForm form) {
        FaultCheck check = new FaultCheck(budget);
        for (FaultImage image : images(form, 43)) {
            try (image) {
                image.journalFiles().forEach(file -> cutOff(image, file, check));
            }
        }
        check.print(form + ": truncations at every byte of the last three records of each file");
    }

    private static void cutOff(FaultImage image, Path file, FaultCheck check) {
        List<JournalImage.Placed> records = image.image().records.stream()
                .filter(record -> record.file().equals(file))
                .toList();
        byte[] bytes = image.bytes(file);
        int from = records.get(Math.max(0, records.size() - 3)).offset();
        for (int length = from; length < bytes.length; length++) {
            String what = "%s: %s cut off at byte %d".formatted(image.name(), file, length);
            Outcome outcome = check.check(image, image.with(file, Arrays.copyOf(bytes, length)), what);
            int end = length;
            int header = image.form().headerBytes();
            boolean betweenRecords = records.stream()
                    .anyMatch(record -> record.offset() - header <= end && end <= record.offset())
                    || records.getLast().end() <= end;
            if (!betweenRecords) {
                assertThat(outcome).as(what).isNotEqualTo(Outcome.SHORTER);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesSplices(ImageForm form) {
        splice(form, 1_500, 60);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("faults")
    void namesTenThousandSplices(ImageForm form) {
        splice(form, 10_000, 200);
    }

    private void splice(ImageForm form, int count, long seed) {
        FaultCheck check = new FaultCheck(budget);
        for (long ofImages = seed; check.injected() < count; ofImages += 3) {
            for (FaultImage image : images(form, ofImages)) {
                try (image) {
                    Splicer splicer = new Splicer(image, new Random(ofImages));
                    for (int i = 0; i < 250 && check.injected() < count; i++) {
                        String what = "seed %d, %s: ".formatted(ofImages, image.name());
                        ImageStorage damaged = splicer.next();
                        check.check(image, damaged, what + splicer);
                    }
                }
            }
        }
        check.print(form + ": splices, moved, repeated and removed records, stale tails");
        assertThat(check.count(Outcome.CORRUPT)).isGreaterThan(count / 3);
    }

    @ParameterizedTest
    @EnumSource
    void namesFilesThatAreMissingSwappedOrThereTwice(ImageForm form) {
        FaultCheck check = new FaultCheck(budget);
        for (FaultImage image : images(form, 80)) {
            try (image) {
                for (Path file : image.journalFiles()) {
                    for (ImageStorage damaged : misplaced(image, file)) {
                        check.check(image, damaged, "%s: %s misplaced".formatted(image.name(), file));
                    }
                }
            }
        }
        check.print(form + ": files missing, swapped, there twice");
    }

    private static List<ImageStorage> misplaced(FaultImage image, Path file) {
        List<ImageStorage> all = new ArrayList<>();
        ImageStorage missing = new ImageStorage(image.image().storage);
        missing.delete(file);
        all.add(missing);
        ImageStorage noIncarnation = new ImageStorage(image.image().storage);
        image.journalFiles()
                .stream()
                .filter(other -> Objects.equals(other.getParent(), file.getParent()))
                .forEach(noIncarnation::delete);
        all.add(noIncarnation);
        all.add(image.with(file, new byte[image.bytes(file).length]));
        for (Path other : image.journalFiles()) {
            if (!other.equals(file)) {
                ImageStorage swapped = image.with(file, image.bytes(other));
                swapped.put(other, image.bytes(file));
                all.add(swapped);
                all.add(image.with(file, image.bytes(other)));
            }
            all.add(image.with(file.resolveSibling(image.form().name(9)), image.bytes(other)));
        }
        return all;
    }
}
