/**
 * Which partitions this detector owns, and what the log says of them. Depends on Kafka's consumer.
 */
@NullMarked
package io.reflexarc.detector.slice;

import org.jspecify.annotations.NullMarked;
