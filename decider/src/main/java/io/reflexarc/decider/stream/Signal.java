package io.reflexarc.decider.stream;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that could be decoded.
 *
 * @param key its key as text; null when it has none
 * @param value its value; null for a tombstone
 * @param found the record as it was found
 */
record Signal(
    @Nullable String key, @Nullable SpecificRecord value, ConsumerRecord<byte[], byte[]> found) {}
