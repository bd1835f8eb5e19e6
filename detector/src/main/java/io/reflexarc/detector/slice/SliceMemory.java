package io.reflexarc.detector.slice;

import io.reflexarc.detector.ledger.Ledger;
import io.reflexarc.schemas.avro.WorkloadState;
import java.util.Map;

/**
 * What the log says of one partition.
 *
 * @param ledger facts, open states, and how far somebody was sensing
 * @param states the last state of each workload, by target; mutable, owned by who receives it
 */
public record SliceMemory(Ledger ledger, Map<String, WorkloadState> states) {}
