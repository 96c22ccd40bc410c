// SPDX-License-Identifier: Apache-2.0
package io.tidemill.faults;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/// The main of a JVM that runs a test class, or a method of it, until the first test fails.
final class ChosenTests {
    /// Exit codes.
    static final int PASSED = 0;
    static final int FAILED = 10;
    static final int DID_NOT_LINK = 11;
    static final int NONE_RAN = 12;

    private ChosenTests() {}

    /// Ends the JVM with the first failure.
    private static final class UntilOneFails implements TestExecutionListener {
        private final AtomicInteger ran = new AtomicInteger();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                ran.incrementAndGet();
            }
            result.getThrowable().ifPresent(thrown -> {
                System.out.println(test.getDisplayName() + ": " + thrown.toString().lines().findFirst().orElse(""));
                System.out.flush();
                Runtime.getRuntime().halt(thrown instanceof LinkageError ? DID_NOT_LINK : FAILED);
            });
        }
    }

    /// @param arguments a class, and perhaps a method
    public static void main(String[] arguments) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(arguments[0]))
                .filters(TagFilter.excludeTags("faults"));
        if (arguments.length > 1) {
            request.filters((PostDiscoveryFilter) test -> FilterResult.includedIf(
                    test.getSource()
                            .filter(MethodSource.class::isInstance)
                            .map(MethodSource.class::cast)
                            .map(
                                    source -> source.getMethodName().equals(arguments[1]))
                            .orElse(true)));
        }
        UntilOneFails listener = new UntilOneFails();
        LauncherFactory.create().execute(request.build(), listener);
        System.exit(listener.ran.get() == 0 ? NONE_RAN : PASSED);
    }
}
