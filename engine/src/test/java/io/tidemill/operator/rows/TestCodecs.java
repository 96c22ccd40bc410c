// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import io.tidemill.codec.Encodings;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.RowCodec;

/// Codecs of single values, by short names.
final class TestCodecs {

    private TestCodecs() {}

    static RowCodec<String> text() {
        return Encodings.of(String.class).codec();
    }

    static RowCodec<Long> integer() {
        return Encodings.of(Long.class).codec();
    }

    static <T> RowCodec<T> object() {
        return new ObjectEncoding<T>().codec();
    }
}
