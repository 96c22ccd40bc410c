// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;

/// Keeps the methods of a loop from being inlined into their callers, so that C2 compiles each one as a root of its own.
///
/// C2 stops inlining 15 calls below its root (`MaxInlineLevel`), and an access to a segment alone is 9 calls deep. Where all
/// operators of a pipeline are of one kind C2 would inline them down to their loops, and run out of levels beneath the loads and
/// stores: calls for every row, and a grouped sum that took 15 ns a row instead of 1. What is hot and longer than 325 bytes
/// (`FreqInlineSize`) it leaves alone, so each public method begins with more bytes than that which do nothing: they cost a call
/// a few hundred nanoseconds while it is interpreted, and none once it is compiled.
final class CompiledApart implements CodeTransform {
    private static final int LONGER_THAN_IS_INLINED = 326;

    private static final ClassTransform PADDING = ClassTransform.transformingMethodBodies(CompiledApart::isOfTheLoop,
            new CompiledApart());

    private CompiledApart() {}

    /// The class, its public methods padded; all else as it was, line numbers too.
    static byte[] pad(byte[] template) {
        ClassFile classFile = ClassFile.of();
        return classFile.transformClass(classFile.parse(template), PADDING);
    }

    private static boolean isOfTheLoop(MethodModel method) {
        return method.flags().has(AccessFlag.PUBLIC) && !method.methodName().equalsString(ConstantDescs.INIT_NAME);
    }

    @Override
    public void atStart(CodeBuilder builder) {
        for (int bytes = 0; bytes < LONGER_THAN_IS_INLINED; bytes++) {
            builder.nop();
        }
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        builder.with(element);
    }
}
