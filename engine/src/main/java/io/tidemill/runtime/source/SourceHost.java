// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.source;

import java.util.function.BooleanSupplier;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.ring.PublisherHost;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.failure.Failure;
import io.tidemill.runtime.output.OutputPlaces;
import io.tidemill.runtime.recovery.History;

/// What sources ask of the engine that runs them.
///
/// @param publishers where a source waits for room, as its publisher does
/// @param budget of the engine, of which each source gets a child
/// @param places how far output has come, for those that watch it
/// @param isStopping whether the engine has been asked to stop, or has failed
public record SourceHost(EngineConfig config, PublisherHost publishers, Forge forge, MemoryBudget budget,
        History history, OutputPlaces places, Failure failure, BooleanSupplier isStopping) {}
