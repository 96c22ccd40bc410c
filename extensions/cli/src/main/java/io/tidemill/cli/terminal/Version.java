// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/// The version as the build wrote it down, and the Java that runs it.
final class Version implements IVersionProvider {
    private static final String RESOURCE = "version.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream written = Version.class.getResourceAsStream(RESOURCE)) {
            properties.load(written);
        }
        return new String[]{"tidemill %s, Java %s".formatted(properties.getProperty("version"), Runtime.version())};
    }
}
