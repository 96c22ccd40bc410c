// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/// What a user should know once: a warning in the log, or on stderr where there is no log.
final class StartNotice {
    private static final Logger LOG = LoggerFactory.getLogger(StartNotice.class);

    private StartNotice() {}

    static void give(String sentence) {
        if (LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory) {
            System.err.println("tidemill: " + sentence);
        } else {
            LOG.warn(sentence);
        }
    }
}
