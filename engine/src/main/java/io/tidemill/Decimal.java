// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How many digits the decimals of a record's component have: `@Decimal(precision = 12, scale = 2) BigDecimal amount`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Decimal {

    /// All digits: 1 to 38.
    int precision();

    /// Those behind the point.
    int scale();
}
