package io.reflexarc.detector.otlp;

import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;

/** A value of a series at a time. */
record Point(Instant at, Sample sample) {}
