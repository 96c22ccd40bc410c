// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Map;

/// Closes what the client leaves open to whoever may write its properties: login modules that look names up in directories or open
/// key stores, addresses and files that a token may be fetched from, and values that are fetched from the environment or from files.
///
/// They are properties of the JVM, so they hold for all Kafka clients in it. What the user has set stays: an empty value allows
/// what its property forbids, and is how to open it again.
final class Hardening {
    static final Map<String, String> PROPERTIES = Map.of(
            "org.apache.kafka.disallowed.login.modules",
            "com.sun.security.auth.module.JndiLoginModule,com.sun.security.auth.module.LdapLoginModule,"
                    + "com.sun.security.auth.module.KeyStoreLoginModule",
            "org.apache.kafka.sasl.oauthbearer.allowed.urls", "",
            "org.apache.kafka.sasl.oauthbearer.allowed.files", "",
            "org.apache.kafka.automatic.config.providers", "none");

    private Hardening() {}

    /// Before a client is made.
    static void apply() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
