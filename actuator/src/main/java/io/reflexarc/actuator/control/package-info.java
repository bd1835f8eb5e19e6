/**
 * What humans have ordered, as it stands, and whether the view is current: who cannot hear a pause
 * does not act. Depends on {@code schemas}, {@code runtime} and the Kafka consumer.
 */
@NullMarked
package io.reflexarc.actuator.control;

import org.jspecify.annotations.NullMarked;
