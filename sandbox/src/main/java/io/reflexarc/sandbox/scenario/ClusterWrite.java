package io.reflexarc.sandbox.scenario;

import java.time.Instant;
import java.util.Optional;

/**
 * A write that the cluster's API accepted and stored: the witness of what was really done.
 *
 * @param at event time
 * @param agent who asked, the head of its user agent
 * @param verb {@code create}, {@code update}, {@code patch} or {@code delete}
 * @param object {@code namespace/Kind/name}
 * @param commandId the command that the stored object names after the write and did not before
 */
public record ClusterWrite(
    Instant at, String agent, String verb, String object, Optional<String> commandId) {}
