/**
 * The cluster as the detector remembers it: small immutable views that hold only what a later stage
 * needs, and the picture they add up to. Depends on the contract alone: neither on the cluster's
 * client nor on Kafka.
 */
@NullMarked
package io.reflexarc.detector.cluster;

import org.jspecify.annotations.NullMarked;
