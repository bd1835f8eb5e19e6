/** The one way out: every record of the detector goes through it. Depends on Kafka's producer. */
@NullMarked
package io.reflexarc.detector.publish;

import org.jspecify.annotations.NullMarked;
