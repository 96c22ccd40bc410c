// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ssl.keystore.password      | hunter2
            ssl.key.password           | hunter2
            ssl.keystore.key           | hunter2
            sasl.oauthbearer.token     | hunter2
            sasl.jaas.config           | M required username="u" password="hunter2";
            sasl.jaas.config           | M required password=hunter2;
            sasl.jaas.config           | M required password "hunter2";
            something.of.a.plug.in     | hunter2
            """)
    void hidesWhateverMayBeASecret(String property, String value) {
        Secrets secrets = new Secrets(Map.of(property, value));

        assertThat(secrets.hide("it is hunter2, or " + value)).doesNotContain("hunter2").startsWith("it is ***, or ");
        assertThat(secrets.isToldBy(new IllegalStateException("x", new IllegalStateException("hunter2")))).isTrue();
        assertThat(secrets.isToldBy(new IllegalStateException("x"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"security.protocol, SASL_SSL", "sasl.mechanism, PLAIN", "fetch.max.bytes, 1000",
            "ssl.truststore.type, PEM",
            "client.id, mine", "request.timeout.ms, 30000"})
    void showsWhatHelps(String property, String value) {
        assertThat(new Secrets(Map.of(property, value)).hide("was " + value)).isEqualTo("was " + value);
    }

    @Test
    void hidesTheLongestFirst() {
        Secrets secrets = new Secrets(Map.of("ssl.key.password", "abc", "ssl.keystore.password", "abcdef"));

        assertThat(secrets.hide("abcdef and abc")).isEqualTo("*** and ***");
    }
}
