package io.reflexarc.actuator;

import io.reflexarc.actuator.claim.Claim;
import io.reflexarc.actuator.errand.Report;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is to be committed for one claim.
 *
 * @param report empty for what is no command of ours
 * @param record audit record or dead letter; empty where nothing is to be said
 */
record Telling(
    Claim claim, Optional<Report> report, Optional<ProducerRecord<byte[], byte[]>> record) {}
