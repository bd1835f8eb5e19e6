/** A real KRaft cluster inside this JVM. Depends on Kafka's server alone. */
@NullMarked
package io.reflexarc.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
