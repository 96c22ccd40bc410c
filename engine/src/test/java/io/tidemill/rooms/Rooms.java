// SPDX-License-Identifier: Apache-2.0
package io.tidemill.rooms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of rooms, as `rooms.txt` states it: its first lines say how it is written.
record Rooms(Map<String, Room> rooms, Map<String, Set<String>> libraries, List<Deed> deeds) {

    /// A package, the module that it lives in, and the packages of ours that it may import.
    record Room(String module, Set<String> imports) {}

    /// Something that code may do in certain packages only, and how to recognise it in a source.
    record Deed(String name, Set<String> rooms, Pattern pattern) {}

    static Rooms read(Path table) {
        Map<String, Room> rooms = new LinkedHashMap<>();
        Map<String, Set<String>> libraries = new LinkedHashMap<>();
        List<Deed> deeds = new ArrayList<>();
        String section = "";
        Iterator<String> lines = lines(table).iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
                continue;
            }
            String name = line.substring(0, line.indexOf(':')).strip();
            Set<String> allowed = names(line.substring(line.indexOf(':') + 1));
            switch (section) {
                case "libraries" -> libraries.put(name, allowed);
                case "deeds" -> deeds.add(new Deed(name, allowed, Pattern.compile(lines.next().strip())));
                default -> rooms.put(name, new Room(section, allowed));
            }
        }
        return new Rooms(rooms, libraries, deeds);
    }

    private static List<String> lines(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> names(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
