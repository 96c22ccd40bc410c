// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.LineNumber;
import java.lang.management.ManagementFactory;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.tidemill.memory.Memory;

import static org.assertj.core.api.Assertions.assertThat;

class CompiledApartTest {

    @Test
    void makesPublicMethodsLongerThanWhatThisJvmInlines() throws IOException {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        int mostInlined = Integer.parseInt(jvm.getVMOption("FreqInlineSize").getValue());
        Map<String, Integer> before = measured(template(), CompiledApartTest::codeLength);
        Map<String, Integer> after = measured(CompiledApart.pad(template()), CompiledApartTest::codeLength);
        assertThat(before.get("bounded")).isEqualTo(after.get("bounded")).isLessThan(mostInlined);
        assertThat(before.get("<init>")).isEqualTo(after.get("<init>"));
        assertThat(before.get("apply")).isLessThan(mostInlined);
        assertThat(after.get("apply")).isGreaterThan(mostInlined);
    }

    @Test
    void leavesTheNumbersOfLinesForStackTraces() throws IOException {
        assertThat(measured(CompiledApart.pad(template()), CompiledApartTest::lines))
                .isEqualTo(measured(template(), CompiledApartTest::lines));
    }

    private static int codeLength(CodeModel code) {
        return ((CodeAttribute) code).codeLength();
    }

    private static List<Integer> lines(CodeModel code) {
        return code.elementStream()
                .filter(LineNumber.class::isInstance)
                .map(element -> ((LineNumber) element).line())
                .toList();
    }

    private static <T> Map<String, T> measured(byte[] classFile, Function<CodeModel, T> measure) {
        return ClassFile.of()
                .parse(classFile)
                .methods()
                .stream()
                .filter(method -> method.code().isPresent() && !method.flags().has(AccessFlag.BRIDGE))
                .collect(Collectors.toMap(CompiledApartTest::name, method -> measure.apply(method.code().get())));
    }

    private static String name(MethodModel method) {
        return method.methodName().stringValue();
    }

    private static byte[] template() throws IOException {
        try (InputStream bytes = CompiledApartTest.class.getResourceAsStream("CompiledApartTest$Doubled.class")) {
            return Objects.requireNonNull(bytes).readAllBytes();
        }
    }

    /// A loop like those of the rooms.
    @SuppressWarnings("unused") // read as a class file
    private static final class Doubled implements Loop.Unary {
        @Override
        public void apply(long source, long result, int rows) {
            for (long row = 0; row < rows; row++) {
                Memory.putLong(result + 8 * row,
                        2 * bounded(Memory.longAt(source + 8 * row)));
            }
        }

        private static long bounded(long value) {
            return Math.min(value, Long.MAX_VALUE / 2);
        }
    }
}
