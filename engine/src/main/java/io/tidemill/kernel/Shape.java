// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

/// What the [Forge] is asked for: a kind of loop, its operation, its types and its constants.
///
/// Equal shapes give the same kernel. The enums and catalogues of the rooms below name them, such as
/// `Comparison.LT.columns(type)`.
public sealed interface Shape<L extends Loop> permits Recipe {}
