// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HardeningTest {
    private final Map<String, @Nullable String> before = new HashMap<>();

    HardeningTest() {
        Hardening.PROPERTIES.keySet().forEach(name -> {
            before.put(name, System.getProperty(name));
            System.clearProperty(name);
        });
    }

    @AfterEach
    void putBack() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void closesWhatTheClientLeavesOpen() {
        Hardening.apply();

        assertThat(System.getProperty("org.apache.kafka.automatic.config.providers")).isEqualTo("none");
        assertThat(System.getProperty("org.apache.kafka.disallowed.login.modules")).contains("JndiLoginModule",
                "LdapLoginModule", "KeyStoreLoginModule");
        assertThat(System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls")).isEmpty();
        assertThat(System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.files")).isEmpty();
    }

    @Test
    void leavesWhatTheUserHasSet() {
        System.setProperty("org.apache.kafka.automatic.config.providers", "mine");

        Hardening.apply();

        assertThat(System.getProperty("org.apache.kafka.automatic.config.providers")).isEqualTo("mine");
    }
}
