/** The actuator on real Kafka, and on the sandbox's API server. */
@NullMarked
package io.reflexarc.sandbox.actuator;

import org.jspecify.annotations.NullMarked;
