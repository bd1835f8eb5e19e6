/**
 * The policies that humans wrote, from custom resources and files: the last good one of each. Knows
 * neither Kafka nor the cluster's client.
 */
@NullMarked
package io.reflexarc.detector.policy;

import org.jspecify.annotations.NullMarked;
