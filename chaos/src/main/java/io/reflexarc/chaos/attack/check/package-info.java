/**
 * Judges an attack from what the topics and the cluster's own list of writes say, and from nothing
 * else: evidence in, violations out. Depends on the contract's schemas and the sandbox's record of
 * effects; no Kafka, no clock, no process.
 */
@NullMarked
package io.reflexarc.chaos.attack.check;

import org.jspecify.annotations.NullMarked;
