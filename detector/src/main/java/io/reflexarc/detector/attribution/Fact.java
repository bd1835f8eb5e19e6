package io.reflexarc.detector.attribution;

import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.schemas.avro.HealthEvent;

/** A finding that is attributed and ready to be published, if it is news. */
public record Fact(HealthEvent event, Certainty certainty) {}
