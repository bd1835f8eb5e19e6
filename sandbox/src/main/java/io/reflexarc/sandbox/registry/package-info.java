/**
 * A schema registry that speaks Confluent's REST, inside this JVM. Depends on Kafka's clients, Avro
 * and Javalin.
 */
@NullMarked
package io.reflexarc.sandbox.registry;

import org.jspecify.annotations.NullMarked;
