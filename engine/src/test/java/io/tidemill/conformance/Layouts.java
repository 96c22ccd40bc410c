// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A test that runs once in each layout: inline, on one thread, on two.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0} threads")
@ValueSource(ints = {0, 1, 2})
@interface Layouts {}
