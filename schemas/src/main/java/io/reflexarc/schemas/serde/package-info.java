/**
 * Kafka serializers for our records in the Confluent wire format, and how they are chosen by class
 * name. Depends on Avro, Kafka's client interfaces and the registry client.
 */
@NullMarked
package io.reflexarc.schemas.serde;

import org.jspecify.annotations.NullMarked;
