// SPDX-License-Identifier: Apache-2.0
/// Loops over bits: boolean columns, validity, and what predicates answer.
///
/// [io.tidemill.kernel.bitmap.Bitmaps] names them. [io.tidemill.kernel.bitmap.Bits] reads words of bits that begin at any bit, for the
/// templates of the rooms above too: whoever takes rows by their bit.
///
/// **Threads, memory**: as in `io.tidemill.kernel`. May import: `io.tidemill.memory`, `io.tidemill.kernel`.
@NullMarked
package io.tidemill.kernel.bitmap;

import org.jspecify.annotations.NullMarked;
