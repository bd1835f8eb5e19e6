/**
 * The topic catalogue, and the only place that creates topics. Depends on the Kafka admin client.
 */
@NullMarked
package io.reflexarc.schemas.topic;

import org.jspecify.annotations.NullMarked;
