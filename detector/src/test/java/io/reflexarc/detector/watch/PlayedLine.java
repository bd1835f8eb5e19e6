package io.reflexarc.detector.watch;

import java.time.Instant;

/**
 * A line that a watch received.
 *
 * @param event byte for byte as the server sent it
 * @param version the resource version in it
 * @param observable whether the detector makes an observation of it
 */
record PlayedLine(
    RecordedResource resource, Instant at, String event, long version, boolean observable) {}
