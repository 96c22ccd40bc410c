// SPDX-License-Identifier: Apache-2.0
/// Filters, sums and grouped counts over lent columns, against the same loops written by hand.
///
/// The rows are the events of the Yahoo streaming benchmark ([io.tidemill.benchmarks.columns.Events]), more than any cache holds.
/// The loops by hand use the Vector API where it helps and know everything that a programmer of this one query would know about
/// the types, but nothing about the values: no key range, no order.
@NullMarked
package io.tidemill.benchmarks.columns;

import org.jspecify.annotations.NullMarked;
