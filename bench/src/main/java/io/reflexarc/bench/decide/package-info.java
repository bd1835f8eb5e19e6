/**
 * {@code decider-*}: a decider as the product starts it, before a real broker, beside plain Kafka
 * Streams applications as peers; and its own code without one, by JMH and by what it holds on to.
 * May depend on everything in this module but {@code scale}.
 */
@NullMarked
package io.reflexarc.bench.decide;

import org.jspecify.annotations.NullMarked;
