package io.reflexarc.actuator.errand;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;

/**
 * What is to be told of a command.
 *
 * @param outcome what became of it
 * @param change what it changed, from the marks; also that of an earlier, interrupted attempt
 * @param at event time
 * @param turns how many turns it took, at least 1
 */
public record Report(
    RemediationCommand command, Outcome outcome, Change change, Instant at, int turns) {}
