// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Set;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

import io.tidemill.ConnectorException;

/// What a failure of the client means: that it will pass, or, in a sentence without secrets, that somebody must do something.
final class Failures {
    private static final String UNRESOLVED = "No resolvable bootstrap";

    private final KafkaOptions options;
    private final Secrets secrets;

    Failures(KafkaOptions options) {
        this.options = options;
        this.secrets = new Secrets(options.properties());
    }

    /// Whether to try again.
    static boolean willPass(KafkaException failure) {
        return failure instanceof RetriableException || isUnresolved(failure);
    }

    /// Whether no broker's name is known, which the client takes for a mistake in its properties.
    static boolean isUnresolved(KafkaException failure) {
        for (Throwable told = failure; told != null; told = told.getCause()) {
            if (told instanceof ConfigException && String.valueOf(told.getMessage()).contains(UNRESOLVED)) {
                return true;
            }
        }
        return false;
    }

    /// A failure that stays.
    ConnectorException lasting(KafkaException failure) {
        return told(switch (failure) {
            case AuthenticationException refused ->
                "%s refuses the login: %s. Check security.protocol, sasl.mechanism and the credentials; trying again does not help"
                        .formatted(options.servers(), reason(refused));
            case TopicAuthorizationException denied -> denied("topics " + Words.list(denied.unauthorizedTopics()));
            case GroupAuthorizationException denied -> denied("group " + denied.groupId());
            case AuthorizationException denied -> denied("this: " + reason(denied));
            case UnsupportedVersionException old ->
                "%s is too old for this client: %s".formatted(options.servers(), reason(old));
            default -> reason(failure);
        }, failure);
    }

    private static String denied(String what) {
        return "no permission for %s: give READ and DESCRIBE on it to the user that the source logs in as"
                .formatted(what);
    }

    /// A failure in a sentence of the source's, without its cause if that would tell a secret.
    private ConnectorException told(String sentence, Throwable failure) {
        String text = secrets.hide("source %s: %s".formatted(options.name(), sentence));
        return secrets.isToldBy(failure) ? new ConnectorException(text) : new ConnectorException(text, failure);
    }

    /// The innermost message: the client wraps what it knows.
    private static String reason(Throwable failure) {
        String text = failure.getClass().getSimpleName();
        for (@Nullable
        Throwable told = failure; told != null; told = told.getCause()) {
            String message = told.getMessage();
            text = message == null ? text : message;
        }
        return text.replaceFirst("[.\\s]+$", "");
    }

    /// Nobody has ever answered.
    ///
    /// @param trouble why: `no broker answers`
    ConnectorException noBroker(String trouble) {
        return new ConnectorException(
                "source %s: there is no broker at %s (%s): start one, or check the address; a source that ends does not wait for its first"
                        .formatted(options.name(), options.servers(), trouble));
    }

    /// What a user named that is not there.
    ConnectorException missing(Iterable<String> what) {
        return new ConnectorException(
                "source %s: there is no %s at %s: make it, or check its name; a source that ends does not wait for it"
                        .formatted(options.name(), String.join(", no ", what), options.servers()));
    }

    /// Partitions for which no end was named.
    ConnectorException withoutEnd(Set<?> partitions) {
        return new ConnectorException("source %s: no ending offset is named for %s: name one for each partition"
                .formatted(options.name(), Words.list(partitions)));
    }
}
