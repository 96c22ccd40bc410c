// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.Optional;

import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.format.LineFormat;

/// A source under the name that its context gave it: two sources may have one address.
record NamedSource(String name, Source source) implements Source {

    static Source of(String name, Source source) {
        return name.equals(source.name()) ? source : new NamedSource(name, source);
    }

    @Override
    public boolean bounded() {
        return source.bounded();
    }

    @Override
    public boolean watchesOutput() {
        return source.watchesOutput();
    }

    @Override
    public Optional<LineFormat> format() {
        return source.format();
    }

    @Override
    public Run open(SourceContext context) throws Exception {
        return source.open(context);
    }

    @Override
    public void run(SourceContext context) throws Exception {
        source.run(context);
    }
}
