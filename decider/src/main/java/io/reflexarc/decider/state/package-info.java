/**
 * How state is stored: Avro records of our own, in a format whose number is the first byte, so that
 * a later release reads what this one wrote. Depends on Avro and the Kafka serializer interface.
 */
@NullMarked
package io.reflexarc.decider.state;

import org.jspecify.annotations.NullMarked;
