// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.computation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.tidemill.BugException;
import io.tidemill.memory.Column;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.plan.expr.TextComputation.Digest;

/// Digests of the JDK, in hexadecimal digits.
final class DigestComputation implements RowComputation {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e',
            'f'};

    private final MessageDigest digest;
    private final ExactBytes texts = new ExactBytes();
    private final byte[] hexadecimal;

    DigestComputation(Digest function) {
        try {
            digest = MessageDigest.getInstance(function.algorithm());
        } catch (NoSuchAlgorithmException missing) {
            throw new BugException("the JDK has no " + function.algorithm(), missing);
        }
        hexadecimal = new byte[2 * digest.getDigestLength()];
    }

    @Override
    public boolean compute(Column operand, int row, ColumnWriter result) {
        byte[] bytes = digest.digest(texts.of(operand, row));
        for (int i = 0; i < bytes.length; i++) {
            hexadecimal[2 * i] = DIGITS[bytes[i] >>> 4 & 15];
            hexadecimal[2 * i + 1] = DIGITS[bytes[i] & 15];
        }
        result.setBytes(row, hexadecimal, 0, hexadecimal.length);
        return true;
    }
}
