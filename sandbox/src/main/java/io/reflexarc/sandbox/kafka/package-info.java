/**
 * The Kafka of a sandbox: a real KRaft cluster inside this JVM, or one that others run. Depends on
 * Kafka alone.
 */
@NullMarked
package io.reflexarc.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
