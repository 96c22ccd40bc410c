// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/// The one whole program that a page shows.
final class DocumentedProgram {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL);
    private static final Path ROOT = Path.of(System.getProperty("tidemill.root"));

    private DocumentedProgram() {}

    static String of(String document) throws IOException {
        String text = Files.readString(ROOT.resolve(document));
        List<String> programs = PROGRAM.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(programs).as("programs in %s", document).hasSize(1);
        return programs.getFirst();
    }

    /// Compiles a program into a directory.
    static void compile(Path directory, String name, String program) throws IOException {
        Path source = Files.writeString(directory.resolve(name + ".java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler
                .getTask(messages, null, null,
                        List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path")), null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        assertThat(compiled).as("%s", messages).isTrue();
    }
}
