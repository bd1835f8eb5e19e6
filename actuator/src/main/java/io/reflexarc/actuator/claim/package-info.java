/**
 * From a partition of commands to errands and back to committed offsets: who may work on what, in
 * which order, and what has been told. Pure but for the reading of bytes; the Kafka clients are the
 * spine's.
 */
@NullMarked
package io.reflexarc.actuator.claim;

import org.jspecify.annotations.NullMarked;
