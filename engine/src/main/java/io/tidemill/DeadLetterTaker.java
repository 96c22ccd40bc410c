// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import io.tidemill.plan.Site;

/// What takes the dead letters of a context, and where the user said so.
record DeadLetterTaker(Consumer1<? super DeadLetter> consumer, Site site) {}
