/**
 * A small client of Confluent's schema registry API: register, look up, cache. Depends on the JDK's
 * HTTP client, Jackson and Kafka's configuration classes.
 */
@NullMarked
package io.reflexarc.schemas.registry;

import org.jspecify.annotations.NullMarked;
