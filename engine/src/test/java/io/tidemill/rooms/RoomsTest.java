// SPDX-License-Identifier: Apache-2.0
package io.tidemill.rooms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// Holds the main sources to the table in `rooms.txt`: who imports whom, who names which library, who does what.
class RoomsTest {
    private static final Path ROOT = Path.of(System.getProperty("tidemill.root", ".."));
    private static final String TABLE = "engine/src/test/resources/rooms.txt";
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    /// Free to import what they like: nobody builds on them.
    private static final List<String> OUTSIDE = List.of("examples", "benchmarks");

    private static Rooms table;
    private static List<String> modules;
    private static List<SourceFile> sources;

    private final List<String> offences = new ArrayList<>();

    @BeforeAll
    static void readTableAndSources() throws IOException {
        table = Rooms.read(ROOT.resolve(TABLE));
        modules = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        sources = modules.stream()
                .filter(module -> !OUTSIDE.contains(module))
                .flatMap(module -> SourceFile.under(ROOT.resolve(module).resolve("src/main/java")).stream())
                .toList();
    }

    @AfterEach
    void nothingOffendsAgainstTheTable() {
        assertThat(offences).as("offences against %s", TABLE).isEmpty();
    }

    @Test
    void everyPackageIsARoomOfItsModule() {
        for (SourceFile source : sources) {
            Rooms.Room room = table.rooms().get(source.packageName());
            if (room == null) {
                offend(source, "is in %s, which is no room: add it to the table", source.packageName());
            } else if (!source.path().startsWith(ROOT.resolve(room.module()))) {
                offend(source, "is in %s, a room of module %s", source.packageName(), room.module());
            }
        }
    }

    @Test
    void roomsImportOnlyTheirNeighbours() {
        for (SourceFile source : sources) {
            for (String name : source.imports()) {
                if (isIn(name, "io.tidemill") && !mayImport(source.packageName(), SourceFile.packageOf(name))) {
                    offend(source, "imports %s, which %s may not", name, source.packageName());
                }
            }
        }
    }

    @Test
    void librariesAreNamedOnlyInTheirRooms() {
        for (SourceFile source : sources) {
            table.libraries().forEach((library, rooms) -> {
                Pattern named = Pattern.compile("(?<![\\w.])" + Pattern.quote(library) + "\\.");
                if (!rooms.contains(source.packageName()) && named.matcher(source.withoutComments()).find()) {
                    offend(source, "names %s, which only %s may", library, rooms);
                }
            });
        }
    }

    @Test
    void everyImportedLibraryIsInTheTable() {
        for (SourceFile source : sources) {
            for (String name : source.imports()) {
                boolean everyones = isIn(name, "java") || isIn(name, "io.tidemill") || isIn(name, "org.jspecify");
                if (!everyones && table.libraries().keySet().stream().noneMatch(library -> isIn(name, library))) {
                    offend(source, "imports %s, of a library that is not in the table", name);
                }
            }
        }
    }

    @Test
    void deedsAreDoneOnlyInTheirRooms() {
        for (SourceFile source : sources) {
            for (Rooms.Deed deed : table.deeds()) {
                Matcher found = deed.pattern().matcher(source.withoutComments());
                if (!deed.rooms().contains(source.packageName()) && found.find()) {
                    offend(source, "may not %s: `%s` is for %s", deed.name(), found.group(), deed.rooms());
                }
            }
        }
    }

    @Test
    void packagePagesDeclareTheirPackagesNullMarked() {
        for (SourceFile source : sources) {
            if (source.path().endsWith("package-info.java") && !source.withoutComments().contains("@NullMarked")) {
                offend(source, "lacks @NullMarked");
            }
        }
    }

    @Test
    void everySourceBeginsWithItsLicence() {
        for (String module : modules) {
            for (SourceFile source : SourceFile.under(ROOT.resolve(module).resolve("src"))) {
                if (!source.text().startsWith("// SPDX-License-Identifier: Apache-2.0\n")) {
                    offend(source, "does not begin with // SPDX-License-Identifier: Apache-2.0");
                }
            }
        }
    }

    @Test
    void theTableNamesOnlyRoomsThatItLists() {
        Set<String> rooms = table.rooms().keySet();
        table.rooms().forEach((name, room) -> assertThat(rooms).as(name).containsAll(room.imports()));
        table.libraries().forEach((name, users) -> assertThat(rooms).as(name).containsAll(users));
        table.deeds().forEach(deed -> assertThat(rooms).as(deed.name()).containsAll(deed.rooms()));
    }

    @Test
    void noRoomImportsTheTestkit() {
        table.rooms()
                .forEach((name, room) -> assertThat(room.imports()).as(name).doesNotContain("io.tidemill.testkit"));
    }

    @Test
    void findsWhatItLooksFor() {
        SourceFile source = new SourceFile(Path.of("Sample.java"), """
                package io.tidemill.kernel;

                import org.HdrHistogram.Histogram;
                import static io.tidemill.memory.Memory.getLong;

                /// new Thread(no code)
                class Sample {
                    Thread thread = Thread.ofPlatform().start(() -> {}); // java.net.Socket
                }
                """);

        assertThat(source.packageName()).isEqualTo("io.tidemill.kernel");
        assertThat(source.imports()).containsExactly("io.tidemill.memory.Memory.getLong", "org.HdrHistogram.Histogram");
        assertThat(source.imports()).map(SourceFile::packageOf).containsExactly("io.tidemill.memory", "org");
        assertThat(table.deeds())
                .filteredOn(deed -> deed.pattern().matcher(source.withoutComments()).find())
                .map(Rooms.Deed::name)
                .containsExactly("start a thread");
        assertThat(sources).isNotEmpty();
    }

    private static boolean mayImport(String importer, String imported) {
        Rooms.Room room = table.rooms().get(importer);
        return importer.equals(imported) || (room != null && room.imports().contains(imported));
    }

    private static boolean isIn(String name, String tree) {
        return name.startsWith(tree + ".");
    }

    private void offend(SourceFile source, String offence, Object... details) {
        offences.add(ROOT.relativize(source.path()) + " " + offence.formatted(details));
    }
}
