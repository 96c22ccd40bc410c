// SPDX-License-Identifier: Apache-2.0
/// Word counts over more text than any cache holds, against a loop by hand.
///
/// The text ([io.tidemill.benchmarks.words.Text]) is a book, again and again, with a line of its own after each repetition.
/// [io.tidemill.benchmarks.words.WordForm] lists the ways to count it through the public API;
/// [io.tidemill.benchmarks.words.HandWrittenWords] is the loop that they are measured against.
@NullMarked
package io.tidemill.benchmarks.words;

import org.jspecify.annotations.NullMarked;
