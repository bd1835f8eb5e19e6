/**
 * The life of an incident: sealed states whose transitions exist only where they are legal, and
 * what is said of each. At most one remediation is in flight. Pure: no Kafka, no clock.
 */
@NullMarked
package io.reflexarc.decider.incident;

import org.jspecify.annotations.NullMarked;
