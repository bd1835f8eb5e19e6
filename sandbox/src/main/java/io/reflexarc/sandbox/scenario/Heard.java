package io.reflexarc.sandbox.scenario;

import io.reflexarc.schemas.topic.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record that was read from a topic.
 *
 * @param topic where it stood
 * @param at its event time
 * @param key its key
 * @param value what it says
 */
public record Heard(Topic topic, Instant at, String key, SpecificRecord value) {}
