/**
 * The Kafka of a sandbox: a real KRaft cluster inside this JVM, one of processes of its own, or one
 * that others run. Depends on Kafka and {@code process} alone.
 */
@NullMarked
package io.reflexarc.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
